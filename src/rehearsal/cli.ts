import "../graph/light-sdk";
import { start } from "../plan/command";
import { rehearseCommand } from "./command";

start(rehearseCommand());
