import type { Fact } from './fact';
import { refusedWhile } from './refusals';
import { crossesMajorBeside } from './versions';

/** Facts about Amazon MWAA. */
export const mwaa: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::MWAA::Environment',
      property: 'AirflowVersion',
      // Minor versions go up and down.
      page: 'https://docs.aws.amazon.com/mwaa/latest/userguide/upgrading-environment.html',
    },
    crossesMajorBeside('AirflowVersion', [2, 11]),
    'AWS refuses to go to another major version of Airflow but by way of 2.11: release that first.',
  ),
];
