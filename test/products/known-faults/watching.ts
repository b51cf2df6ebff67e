import { docs, type Fault, idsOf, ofType, written } from './fault';

/** Faults of alarms. */
export const watchFaults = {
  answersThatRaiseNoAlarm: {
    says: 'a function behind a URL is watched for what it throws only, and not for what it answers',
    page: docs('lambda/latest/dg/urls-monitoring.html'),
    find: (template) => {
      const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
      const text = written(alarms.map(({ properties }) => properties));
      if (text.includes('Url5xxCount')) return [];
      return alarms
        .map(({ id }) => id)
        .filter((id) => /SearchFunctionErrors$/.test(id))
        .sort();
    },
  },
  failedBackupsByMetricOnly: {
    says: 'backups are watched by a metric whose dimensions no page tells, and by no event',
    page: docs('aws-backup/latest/devguide/eventbridge.html'),
    find: (template) => {
      const hasRule = ofType(template, 'AWS::Events::Rule').some(({ properties }) =>
        written(properties).includes('Backup Job State Change'),
      );
      return hasRule
        ? []
        : idsOf(template, ['AWS::CloudWatch::Alarm'], ({ properties }) => written(properties).includes('"AWS/Backup"'));
    },
  },
  alarmsOnWhatIsNotThere: {
    says: 'alarms watch nodes that an environment with one of them doesn’t have, and are paid all the same',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    find: (template) =>
      idsOf(
        template,
        ['AWS::CloudWatch::Alarm'],
        ({ id, resource }) => /Node[23]/.test(id) && resource.Condition === 'HasSearch',
      ),
  },
  memoryOfPausedDatabase: {
    says: 'the memory of a database that may pause is watched without asking whether it runs',
    page: docs('AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html'),
    find: (template) =>
      idsOf(template, ['AWS::CloudWatch::Alarm'], ({ properties }) => {
        const text = written(properties);
        return text.includes('"FreeableMemory"') && !text.includes('"ServerlessDatabaseCapacity"');
      }),
  },
} satisfies Readonly<Record<string, Fault>>;
