/** Kubernetes' own label for what a pod is part of an application as; services, budgets and policies select by it. */
export const NAME_LABEL = "app.kubernetes.io/name";

export const labelsOf = (name: string): Readonly<Record<string, string>> => ({
  [NAME_LABEL]: name,
  "app.kubernetes.io/part-of": "crm",
  "app.kubernetes.io/managed-by": "pulumi",
});

export const selectorOf = (name: string) => ({ matchLabels: { [NAME_LABEL]: name } });
