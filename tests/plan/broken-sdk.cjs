// Required before the program: makes its first network resource fail, as a bug in the program would.
const Module = require("node:module");
const load = Module._load;
Module._load = (request, ...rest) => {
  if (request === "@pulumi/aws/ec2/vpc") throw new Error("the SDK is broken");
  return load(request, ...rest);
};
