import { Command } from "commander";
import { start } from "./command";

/** The file alone is read: what is in it is checked by the program that goes on from there. */
async function place({ stack }: { readonly stack: string }): Promise<void> {
  const { placeLines, placeOf } = await import("./place.js");
  process.stdout.write(placeLines(placeOf(stack)));
}

start(
  new Command("place")
    .description("Prints where a stack is, as key=value lines for a pipeline that has to log in there.")
    .requiredOption("--stack <name>", "the stack: any Pulumi.<name>.yaml")
    .exitOverride()
    .action(place),
);
