import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

/** Command for a terminal, with a button that copies it. */
export function Command({
  text,
  label = 'The same in a terminal',
}: {
  readonly text: string;
  readonly label?: string;
}) {
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <div className="command">
        <Box variant="code">{text}</Box>
        <CopyToClipboard
          variant="icon"
          copyButtonAriaLabel={`Copy: ${label}`}
          copySuccessText="Copied"
          copyErrorText="It could not be copied"
          textToCopy={text}
        />
      </div>
    </div>
  );
}
