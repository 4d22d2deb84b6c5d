/**
 * Reads a body as UTF-8 text up to a size; a larger or endless one is cancelled.
 *
 * @throws {RangeError} if the body is larger
 */
export async function readLimited(response: Response, bytes: number): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > bytes) {
      await reader.cancel();
      throw new RangeError(`the answer is larger than ${bytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
