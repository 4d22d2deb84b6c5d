import type { PreparedSegment } from "#core/translate/prepared-segment.js";
import { paidAnswer, questionsOf } from "#core/translate/question.js";
import type { ProjectStore } from "#store/project-store.js";

/**
 * The segments whose answers by a large model were paid for in the project, by their ids: they are never paid for again.
 *
 * @param model its name
 * @throws {RouteLmtError} what the project database throws
 */
export async function paidAmong(
  store: ProjectStore,
  segments: readonly PreparedSegment[],
  model: string,
): Promise<ReadonlySet<string>> {
  const asked = await Promise.all(segments.map((prepared) => questionsOf(prepared, model)));
  const answers = await store.book.answers(asked.flat());
  return new Set(
    segments.flatMap((prepared, index) =>
      paidAnswer(prepared, asked[index] ?? [], answers) ? [prepared.segment.id] : [],
    ),
  );
}
