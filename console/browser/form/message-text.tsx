import Link from '@cloudscape-design/components/link';
import type { FormQuestion } from '../../protocol';

/** Message of a rule or of AWS, and the questions that it may name. */
export interface MessageTextProps {
  readonly text: string;
  readonly questions: readonly FormQuestion[];
  /** Opens the group of a question, and puts the cursor into its field. */
  focus(key: string): void;
}

/** Message in which each question that it names is a link to its field. */
export function MessageText({ text, questions, focus }: MessageTextProps) {
  const labels = new Map(questions.map(({ key, label }) => [key, label]));
  return (
    <>
      {text.split(/\b/).map((word, index) =>
        labels.has(word) ? (
          <Link
            key={String(index)}
            href={`#${word}`}
            variant="primary"
            ariaLabel={`${word}: ${labels.get(word)}`}
            onFollow={(event) => {
              event.preventDefault();
              focus(word);
            }}
          >
            {word}
          </Link>
        ) : (
          word
        ),
      )}
    </>
  );
}
