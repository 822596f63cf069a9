import "../graph/light-sdk";
import { start } from "./command";
import { manifestsCommand } from "./manifests-command";

start(manifestsCommand());
