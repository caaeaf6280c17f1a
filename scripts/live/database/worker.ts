/** The worker of the page's databases. Each runner gets a port; the data survive runners. */
import type { ToDatabase } from "../protocol";
import { answer } from "./engine";

onmessage = ({ data }: MessageEvent<{ port: MessagePort }>) => {
  const { port } = data;
  port.onmessage = ({ data: request }: MessageEvent<ToDatabase>) =>
    port.postMessage(answer(request));
};
