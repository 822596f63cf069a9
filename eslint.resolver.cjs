const node = require("eslint-import-resolver-node");

/** Finds what an import means; a dynamic import has to end in ".js" even where the file is TypeScript. */
exports.interfaceVersion = 2;
exports.resolve = (source, file, config) => {
  const result = node.resolve(source, file, config);
  return result.found ? result : node.resolve(source.replace(/\.js$/, ".ts"), file, config);
};
