/** Glue's connections, with AWS's names. Times are epoch seconds. Only what the console uses. */

type Properties = Record<string, string>;

/** What CreateConnection and UpdateConnection take. */
export interface ConnectionInput {
  Name: string;
  Description?: string;
  ConnectionType: string;
  MatchCriteria?: string[];
  ConnectionProperties: Properties;
  PhysicalConnectionRequirements?: object;
}

export interface Connection extends Omit<ConnectionInput, 'ConnectionProperties'> {
  ConnectionProperties?: Properties;
  SparkProperties?: Properties;
  AthenaProperties?: Properties;
  PythonProperties?: Properties;
  AuthenticationConfiguration?: object;
  CreationTime?: number;
  LastUpdatedTime?: number;
  Status?: string;
}

/** The console never asks for passwords. */
interface Hidden {
  HidePassword: true;
}

export type ConnectionOperations = {
  GetConnections: {
    input: Hidden & { NextToken?: string; MaxResults?: number };
    output: { ConnectionList: Connection[]; NextToken?: string };
  };
  GetConnection: { input: Hidden & { Name: string }; output: { Connection: Connection } };
  CreateConnection: { input: { ConnectionInput: ConnectionInput }; output: object };
  UpdateConnection: {
    input: { Name: string; ConnectionInput: ConnectionInput };
    output: object;
  };
  DeleteConnection: { input: { ConnectionName: string }; output: object };
  TestConnection: { input: { ConnectionName: string }; output: object };
};
