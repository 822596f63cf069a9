/** Atlas' own word for a region of AWS: upper-case, with underscores (MongoDB Atlas, cloud providers and regions). */
export const atlasRegionOfAws = (region: string): string => region.toUpperCase().replaceAll("-", "_");
