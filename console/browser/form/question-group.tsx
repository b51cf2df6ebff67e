import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { memo, type ReactNode } from 'react';
import type { FormGroup } from '../../protocol';
import type { Answers } from './answers';
import { QuestionField } from './question-field';

/** Group of questions, their answers and what is wrong with them. */
export interface QuestionGroupProps {
  readonly group: FormGroup;
  readonly answers: Answers;
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly isOpen: boolean;
  setOpen(title: string, isOpen: boolean): void;
  setAnswer(key: string, value: string): void;
}

/** Group of questions that folds away; while it is closed it says its answers. */
export const QuestionGroup = memo(function QuestionGroup(props: QuestionGroupProps) {
  const { group, answers, errors, isOpen, setOpen, setAnswer } = props;
  const { title, questions } = group;
  return (
    <ExpandableSection
      variant="container"
      headerText={title}
      headerInfo={
        questions.some(({ key }) => errors[key]) && <StatusIndicator type="warning">needs a look</StatusIndicator>
      }
      headingTagOverride="h2"
      headerDescription={isOpen ? undefined : summaryOf(group, answers)}
      expanded={isOpen}
      onChange={({ detail }) => setOpen(title, detail.expanded)}
    >
      <SpaceBetween size="l">
        {questions.map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            answer={answers[question.key]}
            error={errors[question.key]}
            setAnswer={setAnswer}
          />
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}, isSame);

/** Whether nothing differs that the group shows: a key in another group leaves this one as it is. */
function isSame(one: QuestionGroupProps, other: QuestionGroupProps): boolean {
  if (one.group !== other.group || one.isOpen !== other.isOpen) return false;
  return one.group.questions.every(
    ({ key }) => one.answers[key] === other.answers[key] && one.errors[key] === other.errors[key],
  );
}

function summaryOf({ questions }: FormGroup, answers: Answers): string {
  const texts = questions.flatMap(({ key, label, parameter }) => {
    if (parameter.NoEcho) return [];
    const value = answers[key] ?? `${parameter.Default ?? ''}`;
    return value === '' ? [] : [`${label}: ${value}`];
  });
  return texts.join(' · ') || 'Nothing is answered, and nothing needs to be.';
}
