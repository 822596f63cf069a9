/** Policy documents as short as a test can write them. */
export const allow = (action: string, on: string, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: on,
  ...more,
});
export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const OURS = { Condition: { StringEquals: { "aws:SourceAccount": "1" } } };
export const trust = (service: string, more: object = {}) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...more });
