/** `$1,234`: what is decided by is decided in whole dollars. */
export const dollars = (usd: number): string => `$${Math.round(usd).toLocaleString("en-US")}`;
