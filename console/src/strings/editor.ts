export const editor = {
  jobs: 'ETL jobs',
  create: 'Create job',
  tabs: {
    Visual: 'Visual',
    Script: 'Script',
    details: 'Job details',
    runs: 'Runs',
    versions: 'Versions',
  },
  withCount: (tab: string, count: number) => `${tab} (${count})`,
  jobName: 'Job name',
  unsaved: 'Job has not been saved',
  save: 'Save',
  run: 'Run',
  stop: 'Stop run',
  actions: 'Actions',
  actionItems: {
    import: 'Import job',
    exportStudio: 'Export as Glue Studio JSON',
    exportApi: 'Export as API JSON',
    cli: 'Show as CLI call',
  },
  saved: (name: string) => `Job ${name} is saved`,
  saveFailed: 'The job could not be saved',
  started: (name: string) => `Job ${name} has been started`,
  startFailed: 'The run could not be started',
  stopFailed: 'The run could not be stopped',
  exportFailed: 'The job could not be exported',
  saveFirst: 'Save the job first',
  missing: 'There is no such job',
  scriptOnly: 'This job has a script and no visual graph, so the visual editor cannot open it.',
  restore: {
    header: 'There are changes that were not saved',
    text: (time: string) => `This browser kept changes to this job from ${time}.`,
    restore: 'Restore changes',
    discard: 'Discard changes',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not be copied',
  validationFailed: 'The graph could not be checked',
} as const;

export const importer = {
  header: 'Import job',
  explain:
    'The JSON that Glue Studio downloads, or that the API has (get-job, create-job). It takes the place of what is on the canvas; Undo brings that back.',
  file: 'File',
  choose: 'Choose file',
  text: 'JSON',
  import: 'Import',
  cancel: 'Cancel',
  notJson: 'This is not JSON',
  notJob: 'This is no job: it has neither jobConfig and dag nor CodeGenConfigurationNodes',
  imported: (warnings: number) =>
    warnings === 0 ? 'The job is imported' : `The job is imported, with ${warnings} notes`,
} as const;

export const problems = {
  unknownKind: (kind: string) => `This server does not know nodes of type ${kind}`,
  inputs: (least: number, most: number, has: number) => {
    if (most === 0) return 'A source has no parents';
    const wanted =
      least === most
        ? `exactly ${least} ${least === 1 ? 'parent' : 'parents'}`
        : `at least ${least} ${least === 1 ? 'parent' : 'parents'}`;
    return `This node needs ${wanted}, but has ${has === 0 ? 'none' : has}. Choose under Node parents.`;
  },
  cycle: 'This node hangs on itself. Remove one of the connections of the circle.',
  missing: (title: string) => `${title} is required`,
  condition: 'Add a join condition, with a column of each side',
  count: (errors: number, warnings: number) =>
    [
      errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
    ]
      .filter(Boolean)
      .join(', '),
  header: { ERROR: 'Error', WARNING: 'Warning', UNKNOWN: 'Only the data can tell' },
} as const;

export const canvas = {
  label: 'Job graph',
  add: 'Add nodes',
  closeAdd: 'Close the panel of nodes',
  search: 'Search nodes',
  categories: { SOURCE: 'Sources', TRANSFORM: 'Transforms', TARGET: 'Targets' },
  category: { SOURCE: 'Source', TRANSFORM: 'Transform', TARGET: 'Target' },
  noMatch: 'No node matches',
  empty: 'Start with a source: choose one from the panel of nodes, or press +.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Zoom to fit',
  undo: 'Undo',
  redo: 'Redo',
  remove: 'Remove the selected nodes',
  copy: 'Copy the selected nodes',
  paste: 'Paste nodes',
  layout: 'Lay out automatically',
  turn: 'Change the direction of the graph',
  laidOut: (nodes: number) => (nodes === 1 ? '1 node laid out' : `${nodes} nodes laid out`),
  layoutFailed: 'The graph could not be laid out',
  toolbar: 'Canvas',
  minimap: 'Overview of the graph',
  outline: 'Outline and find',
  find: 'Find nodes by name, type or setting',
  found: (count: number) => `${count} ${count === 1 ? 'node' : 'nodes'}`,
  closeOutline: 'Close the outline',
  node: (name: string, title: string, state: string) =>
    [name || title, title, state].filter(Boolean).join(', '),
  edge: (source: string, target: string) => `Edge from ${source} to ${target}`,
  rows: (rows: number) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`,
  more: (difference: number) =>
    difference === 0
      ? 'as many as before'
      : `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')}`,
  fused: 'not counted',
  unnamed: 'Without a name',
  progress: (percent: number) => `Running, ${percent} %`,
  runOf: (time: string, state: string) => `Rows of the run of ${time}: ${state}`,
  hideRun: 'Hide the rows of the run',
} as const;

export const data = {
  pane: 'Data of the selected node',
  preview: 'Data preview',
  schema: 'Output schema',
  choose: 'Select a node to see its data and schema.',
  larger: 'Maximize',
  smaller: 'Restore',
  minimize: 'Minimize',
  loading: 'Reading data',
  failed: 'The preview has failed',
  notYet: 'There is no data yet. First mend what is wrong at this node or above it:',
  none: 'No rows leave this node.',
  noMatch: 'No row matches',
  filter: 'Filter the rows shown',
  nothingKnown: 'The schema is not known yet.',
  column: 'Column',
  type: 'Data type',
  number: '#',
  fields: (shown: number, all: number) => `Previewing ${shown} of ${all} fields`,
  rows: (rows: number, all: boolean) =>
    all ? `all ${rows.toLocaleString('en')} rows` : `the first ${rows.toLocaleString('en')} rows`,
  profile: 'Column profile',
  nulls: 'Nulls',
  distinct: 'Distinct values',
  least: 'Minimum',
  most: 'Maximum',
  top: 'Most frequent values',
  histogram: 'Distribution',
  about: (count: number) => `about ${count.toLocaleString('en')}`,
  ofRows: (count: number, rows: number) => {
    const percent = rows === 0 ? 0 : (100 * count) / rows;
    return `${count.toLocaleString('en')} (${percent.toFixed(percent > 0 && percent < 1 ? 1 : 0)} %)`;
  },
  profileOf: (rows: number) => `Counted over all ${rows.toLocaleString('en')} rows`,
  sampled: (rows: number) => `From a sample of ${rows.toLocaleString('en')} rows`,
  table: 'Table of the collection',
  nullValue: 'NULL',
  errorAt: (name: string) => `At ${name}`,
} as const;

export const runs = {
  header: 'Recent job runs',
  loading: 'Loading runs',
  none: 'This job has not run yet.',
  failed: 'The runs could not be loaded',
  id: 'Run ID',
  status: 'Run status',
  started: 'Start time',
  ended: 'End time',
  runtime: 'Run time',
  rows: 'Rows written',
  error: 'Error',
  details: 'Run details',
  log: 'Log',
  report: 'Rows by node',
  graph: 'Show on the canvas',
  openNode: 'Open the node that failed',
  seconds: (milliseconds: number) =>
    milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
  logEmpty: 'The run has written no log.',
  logFailed: 'The log could not be read',
  logLoading: 'Reading the log',
  scanned: 'Bytes read',
  firstRow: 'To the first row',
  result: 'To the result',
  glueVersion: 'Glue version',
  attempt: 'Attempt',
  arguments: 'Input arguments',
  noArguments: 'None',
  node: 'Node',
  states: {
    STARTING: 'Starting',
    RUNNING: 'Running',
    STOPPING: 'Stopping',
    STOPPED: 'Stopped',
    SUCCEEDED: 'Succeeded',
    FAILED: 'Failed',
    TIMEOUT: 'Timed out',
    ERROR: 'Error',
    WAITING: 'Waiting',
    EXPIRED: 'Expired',
  },
  table: 'Runs of the job',
} as const;

export const versions = {
  header: 'Versions',
  explain: 'Each time the job is saved, the version before is kept.',
  loading: 'Loading versions',
  failed: 'The versions could not be loaded',
  none: 'There are no versions yet.',
  table: 'Versions of the job',
  version: 'Version',
  number: (version: number) => `Version ${version}`,
  saved: 'Saved',
  by: 'Saved by',
  from: 'Restored from',
  restore: 'Restore',
  restored: (version: number, fresh: number) =>
    `Version ${version} is restored, as version ${fresh}`,
  restoreFailed: 'The version could not be restored',
  show: 'Compare on the canvas',
  difference: (version: number) => `From version ${version} to what is on the canvas`,
  same: 'Nothing has changed.',
  node: 'Node',
  change: 'Change',
  setting: 'Setting',
  before: 'Before',
  after: 'After',
  changes: { added: 'Added', removed: 'Removed', changed: 'Changed' },
  comparing: (version: number, removed: string[]) =>
    removed.length === 0
      ? `Compared with version ${version}`
      : `Compared with version ${version}; removed since: ${removed.join(', ')}`,
} as const;

export const script = {
  header: 'Script',
  locked: 'Locked',
  explain: 'What the engine runs for this graph, as it is drawn now, saved or not.',
  optimized: 'As it runs',
  drawn: 'As drawn',
  which: 'Which script',
  changes: 'What the optimizer has changed',
  loading: 'Making the script',
  failed: 'There is no script yet',
  empty: 'A job without nodes has no script.',
} as const;

export const details = {
  header: 'Basic properties',
  advanced: 'Advanced properties',
  name: 'Name',
  nameFixed: 'The name of a saved job stays.',
  description: 'Description',
  role: 'IAM Role',
  roleHelp: 'Stored with the job for AWS. It grants nothing here.',
  type: 'Type',
  spark: 'Spark',
  glueVersion: 'Glue version',
  workerType: 'Worker type',
  workers: 'Requested number of workers',
  workersHelp: 'Stored with the job for AWS. A run here uses this machine.',
  bookmark: 'Job bookmark',
  bookmarks: {
    'job-bookmark-disable': 'Disable',
    'job-bookmark-enable': 'Enable',
    'job-bookmark-pause': 'Pause',
  },
  retries: 'Number of retries',
  timeout: 'Job timeout (minutes)',
  concurrency: 'Maximum concurrency',
  parameters: 'Job parameters',
  parameterKey: 'Key',
  parameterValue: 'Value',
  addParameter: 'Add new parameter',
  removeParameter: 'Remove',
  noParameters: 'The job has no parameters.',
  required: 'Enter a value',
  optional: 'optional',
  parameterPrefix: 'Keys start with --',
} as const;
