import type { AlarmDefinition } from '../alarms/alarm-definition';
import { logMetric } from './log-metrics';

/** Alarms on what is counted in the logs of the app tier. */
export function applicationLogAlarms(environment: string): readonly AlarmDefinition[] {
  return [
    {
      id: 'ApplicationErrors',
      title: 'The application logs many errors',
      watch: logMetric(environment, 'ApplicationErrors'),
      comparison: '>',
      threshold: { dev: 50, test: 50, staging: 10, prod: 10 },
      minutes: 5,
      periods: [2, 2],
      reason: 'Two a minute for ten minutes: what fails behind a page that is served all the same shows only here.',
    },
    functionErrors('Functions of the app tier log errors', environment, 'FunctionErrors'),
    {
      id: 'ApiRefusals',
      title: 'The REST API turns away many who are not signed in or not allowed',
      watch: logMetric(environment, 'ApiRefusals'),
      comparison: '>',
      threshold: { dev: 200, test: 200, staging: 200, prod: 500 },
      minutes: 5,
      periods: [2, 2],
      reason:
        'Expired sessions cause a few. Hundreds in each of two periods are tokens being guessed or a broken login.',
    },
  ];
}

/** Alarms on what is counted in the logs of the search tier. */
export function searchLogAlarms(environment: string): readonly AlarmDefinition[] {
  return [
    {
      id: 'SearchErrors',
      title: 'Search nodes log many errors',
      watch: logMetric(environment, 'SearchErrors'),
      comparison: '>',
      threshold: 20,
      minutes: 5,
      periods: [3, 3],
      reason:
        'A node that starts writes some; lasting errors mean a full disk or damaged data. No quorum is no error here.',
    },
    functionErrors('Functions of search log errors', environment, 'SearchFunctionErrors'),
    {
      id: 'SearchNotReady',
      title: 'The search nodes do not answer, or do not show the same',
      watch: logMetric(environment, 'SearchNotReady'),
      comparison: '>=',
      threshold: 1,
      minutes: 5,
      periods: [3, 4],
      reason:
        'Every five minutes maintenance asks the nodes, whether anybody searches or not. A start takes less than a ' +
        'quarter of an hour.',
    },
  ];
}

/** Alarm on errors that functions handle by themselves, which no metric of Lambda counts. */
function functionErrors(title: string, environment: string, metric: string): AlarmDefinition {
  return {
    id: 'FunctionErrorsLogged',
    title,
    watch: logMetric(environment, metric),
    comparison: '>',
    threshold: { dev: 50, test: 50, staging: 10, prod: 10 },
    minutes: 5,
    periods: [2, 2],
    reason: 'As for the application. What a function answers with an error or hands back to a queue shows only here.',
  };
}
