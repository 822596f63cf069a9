import "../graph/light-sdk";
import { start } from "./command";
import { planCommand } from "./plan-command";

start(planCommand());
