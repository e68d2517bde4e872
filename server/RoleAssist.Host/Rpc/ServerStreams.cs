namespace RoleAssist.Host.Rpc;

/// <summary>The two ends of the client's connection.</summary>
internal sealed record ServerStreams(Stream Input, Stream Output);
