import "../graph/light-sdk";
import { start } from "./command";
import { reviewCommand } from "./review/command";

start(reviewCommand());
