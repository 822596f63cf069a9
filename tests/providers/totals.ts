/** All that a capability has, at its smallest and its largest; a figure that a vendor does not publish is missing. */
export interface Total {
  readonly vcpu?: number;
  /** GB. */
  readonly memory?: number;
}

/** What AWS sells under each name that the tiers build with: vCPU and GB. */
const AWS: Readonly<Record<string, readonly [vcpu: number, memory: number]>> = {
  "t4g.medium": [2, 4],
  "t4g.large": [2, 8],
  "m7g.large": [2, 8],
  "m7g.xlarge": [4, 16],
  "cache.t4g.micro": [2, 0.5],
  "cache.m7g.large": [2, 6.38],
  "cache.r6g.large": [2, 13.07],
  "cache.r6g.xlarge": [4, 26.32],
  "t3.small.search": [2, 2],
  "t3.medium.search": [2, 4],
  "m6g.large.search": [2, 8],
  "m6g.xlarge.search": [4, 16],
};

/** @throws Error for a name that no tier builds with */
export const sold = (name: string): readonly [number, number] => {
  const machine = AWS[name];
  if (machine === undefined) throw new Error(`not known what AWS sells as ${name}`);
  return machine;
};

/** The rule for sizes between clouds: from a tenth less than AWS to a quarter more, of what both publish. */
const within = (aws: number | undefined, other: number | undefined): boolean =>
  aws === undefined || other === undefined ? aws === other : other >= aws * 0.9 && other <= aws * 1.25;
export const isEqual = (aws: Total, other: Total): boolean =>
  within(aws.vcpu, other.vcpu) && within(aws.memory, other.memory);
