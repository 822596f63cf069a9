/** Port of `/livez`, `/readyz` and `/metrics` in every image, and its name in every pod (contract, section 4). */
export const OPS_PORT = 9_090;
export const OPS = "ops";
