namespace RoleAssist.Host.Endpoint;

/// <summary>The endpoint's listeners.</summary>
internal enum EndpointTransport
{
    /// <summary>The local socket, on Windows a named pipe, which only this user's processes can connect to.</summary>
    Local,

    /// <summary>TCP on the loopback interface, which every user of the machine can connect to.</summary>
    Loopback,
}
