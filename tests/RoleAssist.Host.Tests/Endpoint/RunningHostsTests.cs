using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Endpoint;
using RoleAssist.Host.State;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>The local socket through which this user's processes find each other's sessions.</summary>
public sealed class RunningHostsTests : IAsyncLifetime
{
    private readonly LiveEndpoint _endpoint = new();

    public async ValueTask InitializeAsync() => await _endpoint.PortAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private string Folder => Path.Combine(_endpoint.Home, "state", "run");

    private string SocketPath => Assert.Single(Directory.GetFiles(Folder));

    [Fact]
    public async Task Finds_a_session_regardless_of_the_requesters_region()
    {
        var session = _endpoint.Assume();

        var found = await FindAsync(session.Chain with { Region = "us-east-1" });

        Assert.Equal("ASIA1", found?.AccessKeyId);
        var handedOut = Assert.Single(_endpoint.Audited, happened => happened.Action == AuditAction.HandedOut);
        Assert.Equal("process", handedOut.Delivery);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal((Environment.ProcessId, UnixUser.Id), (handedOut.Peer?.ProcessId, handedOut.Peer?.UserId));
            Assert.Equal(Environment.ProcessPath, handedOut.Peer?.Program);
        }
    }

    [Fact]
    public async Task A_host_that_does_not_share_sessions_serves_only_its_grants()
    {
        var variables = new Dictionary<string, string>
        {
            ["ROLEASSIST_SHARE_SESSIONS"] = "off",
            ["ROLEASSIST_STATE_FOLDER"] = Path.Combine(_endpoint.Home, "apart"),
        };
        await using var apart = new LiveEndpoint(services => services.AddSingleton(new ProcessEnvironment(variables)));
        var session = apart.Assume();
        var grant = await apart.GrantAsync(session);

        Assert.Null(await apart.Get<RunningHosts>().FindAsync(session.Chain, CancellationToken.None));
        Assert.Equal(
            "ASIA1",
            (
                await EndpointClient.GetCredentialsAsync(
                    LocalAddress.Parse(grant.LocalAddress!)!,
                    CancellationToken.None
                )
            ).AccessKeyId
        );
    }

    [Fact]
    public async Task Does_not_find_other_roles_or_ended_sessions()
    {
        var session = _endpoint.Assume();
        var other = session.Chain with
        {
            Steps =
            [
                ((AssumeRoleStep)session.Chain.Steps[0]) with
                {
                    RoleArn = "arn:aws:iam::444455556666:role/other",
                },
            ],
        };

        Assert.Null(await FindAsync(other));
        _endpoint.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await FindAsync(session.Chain));
    }

    [Fact]
    public async Task Prefers_the_valid_one_of_two_sessions_with_the_same_credentials()
    {
        var session = _endpoint.Assume();
        _endpoint.Put(
            session with
            {
                Id = new SessionId("ended"),
                Chain = session.Chain with { Region = "us-east-1" },
                Credentials = session.Credentials with { Expiration = _endpoint.Time.GetUtcNow() },
            }
        );

        Assert.Equal("ASIA1", (await FindAsync(session.Chain))?.AccessKeyId);
    }

    [Fact]
    public void The_folder_and_the_socket_are_private()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Folder)
            );
        }

        Assert.StartsWith($"{Environment.ProcessId}-", Path.GetFileName(SocketPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_listener_serves_only_its_own_resources()
    {
        var session = _endpoint.Assume();
        var grant = await _endpoint.GrantAsync(session);
        var local = $"/sessions/{SessionId.ForCredentials(session.Chain)}";

        Assert.Equal(200, (await SendLocallyAsync($"GET {local} HTTP/1.1\r\nHost: roleassist\r\n\r\n")).Status);
        Assert.Equal(
            404,
            (
                await SendLocallyAsync(
                    $"GET {grant.Address.AbsolutePath} HTTP/1.1\r\nHost: roleassist\r\nAuthorization: {grant.Token}\r\n\r\n"
                )
            ).Status
        );
        Assert.Equal(
            404,
            (
                await RawHttp.SendAsync(grant.Address.Port, RawHttp.Get(new Uri(grant.Address, local), grant.Token))
            ).Status
        );
    }

    [Theory]
    [InlineData("POST {0} HTTP/1.1\r\nHost: roleassist\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: roleassist\r\nOrigin: null\r\n\r\n")]
    public async Task The_socket_applies_the_same_request_checks(string request)
    {
        var session = _endpoint.Assume();

        var answer = await SendLocallyAsync(
            request.Replace("{0}", $"/sessions/{SessionId.ForCredentials(session.Chain)}", StringComparison.Ordinal)
        );

        Assert.True(answer.Status is 403 or 405, $"{answer.Status}");
    }

    [Fact]
    public async Task The_socket_is_removed_when_the_host_stops()
    {
        var other = Sockets(Surroundings);
        var path = other.CandidatePaths().First();
        Assert.Equal(Folder, Path.GetDirectoryName(path));
        Assert.Single(Directory.GetFiles(Folder));

        await _endpoint.Get<EndpointListener>().DisposeAsync();

        Assert.Empty(Directory.GetFiles(Folder));
        await Assert.ThrowsAsync<ObjectDisposedException>(_endpoint.PortAsync);
    }

    [Fact]
    public async Task Skips_and_removes_the_socket_of_a_killed_host()
    {
        var session = _endpoint.Assume();
        var dead = Path.Combine(Folder, "999999999-00000000.sock");
        var alive = Path.Combine(Folder, $"{Environment.ProcessId}-00000000.sock");
        foreach (var path in new[] { dead, alive })
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + ".kept");
            socket.Dispose();
            File.Move(path + ".kept", path);
        }

        Assert.Equal("ASIA1", (await FindAsync(session.Chain))?.AccessKeyId);
        _ = Sockets(Surroundings).CandidatePaths().First();

        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(alive));
    }

    [Fact]
    public void Does_not_use_a_folder_that_others_can_enter()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute);
        var sockets = Sockets(Surroundings);

        Assert.Equal(
            Path.Combine(_endpoint.Home, "roleassist"),
            Path.GetDirectoryName(sockets.CandidatePaths().First())
        );
        Assert.DoesNotContain(sockets.FindAll(), socket => Path.GetDirectoryName(socket) == Folder);
    }

    [Fact]
    public void Does_not_use_a_link_to_a_folder()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.CreateSymbolicLink(Folder, _endpoint.Home);

        var socket = Sockets(Surroundings).CandidatePaths().First();

        Assert.Equal(Path.Combine(_endpoint.Home, "roleassist"), Path.GetDirectoryName(socket));
    }

    [Fact]
    public void Does_not_use_a_path_that_is_too_long_for_a_socket()
    {
        var environment = new ProcessEnvironment(
            new Dictionary<string, string>
            {
                ["ROLEASSIST_STATE_FOLDER"] = Path.Combine(_endpoint.Home, new string('x', 100)),
                ["XDG_RUNTIME_DIR"] = _endpoint.Home,
            }
        );

        Assert.Equal(
            Path.Combine(_endpoint.Home, "roleassist"),
            Path.GetDirectoryName(Sockets(environment).CandidatePaths().First())
        );
    }

    [Fact]
    public async Task Requests_credentials_only_from_the_loopback_interface()
    {
        string[] addresses =
        [
            "http://127.0.0.1.rebound.example:80/x",
            "http://localhost:80/x",
            "https://127.0.0.1:80/x",
            "http://10.0.0.1:80/x",
            "http://[::1]:80/x",
            "http://169.254.170.2/x",
            "file:///etc/passwd",
            "127.0.0.1:80/x",
            "http://user@127.0.0.1:80/x",
            "http://127.0.0.1:80/x?y",
            "",
        ];
        foreach (var address in addresses)
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
                EndpointClient.GetCredentialsAsync(address, "token", CancellationToken.None)
            );
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        }
    }

    private ProcessEnvironment Surroundings => _endpoint.Get<ProcessEnvironment>();

    private static LocalSockets Sockets(ProcessEnvironment environment) =>
        new(new RuntimeFolder(environment, new StateFolder(environment)));

    private Task<ContainerCredentialsDocument?> FindAsync(RoleChain chain) =>
        _endpoint.Get<RunningHosts>().FindAsync(chain, CancellationToken.None);

    private async Task<RawAnswer> SendLocallyAsync(string request)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        await client.SendAsync(Encoding.ASCII.GetBytes(request));
        return await RawHttp.ReadAsync(client) ?? throw new IOException("No answer.");
    }
}
