#:project ../../server/RoleAssist.Host/RoleAssist.Host.csproj
#:property AssemblyName=RoleAssist.Benchmarks
#:property PublishAot=false
#:property ServerGarbageCollection=false

// Measures the credential endpoint's requests per second, compared with Kestrel and a handler that only writes the same
// bytes, in one run on one machine:
//
//     dotnet run -c Release tests/benchmarks/endpoint.cs
//
// Each server has its own process; 16 keep-alive connections send sequential requests, in turns with the other
// server. The budget: 80 % of the bare handler's requests per second, and 99 % of the responses within 5 ms.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;
using RoleAssist.Host;

const int Connections = 16;
const int Rounds = 15;
TimeSpan round = TimeSpan.FromSeconds(0.7);

switch (args)
{
    case ["bare"]:
        await Servers.ServeBareAsync();
        return;
    case ["endpoint"]:
        await Servers.ServeEndpointAsync();
        return;
}

using var bare = await Server.StartAsync("bare");
using var endpoint = await Server.StartAsync("endpoint");
var bareRounds = new List<Load>();
var endpointRounds = new List<Load>();
await Load.MeasureAsync(bare, Connections, round);
await Load.MeasureAsync(endpoint, Connections, round);
for (var number = 0; number < Rounds; number++)
{
    bareRounds.Add(await Load.MeasureAsync(bare, Connections, round));
    endpointRounds.Add(await Load.MeasureAsync(endpoint, Connections, round));
}

var (rival, ours) = (Load.Median(bareRounds), Load.Median(endpointRounds));
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"  bare Kestrel handler  {rival.PerSecond, 8:F0} requests/s, 99 % within {rival.Slow.TotalMilliseconds:F2} ms, {rival.Microseconds:F1} us of processor time each"
    )
);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"  credential endpoint   {ours.PerSecond, 8:F0} requests/s, 99 % within {ours.Slow.TotalMilliseconds:F2} ms, {ours.Microseconds:F1} us of processor time each"
    )
);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"  {100 * ours.PerSecond / rival.PerSecond:F0} % of the bare handler's (budget 80 %); 99 % within 5 ms: {(ours.Slow < TimeSpan.FromMilliseconds(5) ? "met" : "EXCEEDED")}"
    )
);

/// <summary>The results of a server.</summary>
internal sealed record Load(double PerSecond, TimeSpan Slow, double Microseconds)
{
    public static async Task<Load> MeasureAsync(Server server, int connections, TimeSpan time)
    {
        var (start, worked) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
        var times = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(server, start, time)))
        );
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = times.SelectMany(each => each).Order().ToList();
        return new Load(
            all.Count / seconds,
            all[all.Count * 99 / 100],
            (server.ProcessorTime - worked).TotalMicroseconds / all.Count
        );
    }

    public static Load Median(IEnumerable<Load> rounds)
    {
        var all = rounds.OrderBy(round => round.PerSecond).ToList();
        return all[all.Count / 2];
    }

    private static async Task<List<TimeSpan>> AskAsync(Server server, long start, TimeSpan time)
    {
        var times = new List<TimeSpan>();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var buffer = new byte[8192];
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var asked = Stopwatch.GetTimestamp();
            await socket.SendAsync(server.Request);
            var length = 0;
            do
            {
                length += await socket.ReceiveAsync(buffer.AsMemory(length));
            } while (buffer[length - 1] != '}');

            Trace.Assert(buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8), "refused");
            times.Add(Stopwatch.GetElapsedTime(asked));
        }

        return times;
    }
}

/// <summary>A server in a separate process, which ends when its stdin is closed.</summary>
internal sealed class Server(Process process, Uri address, string token) : IDisposable
{
    public Uri Address => address;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public byte[] Request { get; } =
        Encoding.ASCII.GetBytes(
            $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nUser-Agent: Botocore/1.29.27\r\nAccept: application/json\r\nAuthorization: {token}\r\nAccept-Encoding: identity\r\n\r\n"
        );

    public static async Task<Server> StartAsync(string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line =
            await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{name} did not start.");
        return line.Split(' ') is [var address, var token]
            ? new Server(process, new Uri(address), token)
            : throw new InvalidOperationException(line);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

internal static class Servers
{
    private static readonly AwsCredentials Credentials = new(
        "ASIAI7OX5LC3Z3WM2TAG",
        new string('s', 40),
        new string('t', 400),
        DateTimeOffset.UtcNow.AddHours(1)
    );

    public static async Task ServeEndpointAsync()
    {
        var folder = Directory.CreateTempSubdirectory("roleassist-benchmark-").FullName;
        var services = new ServiceCollection()
            .AddRoleAssist()
            .AddLogging()
            .AddSingleton(new ProcessEnvironment([new("ROLEASSIST_STATE_FOLDER", folder)]))
            .BuildServiceProvider();
        await using (services)
        {
            var registry = services.GetRequiredService<SessionRegistry>();
            CredentialGrant? grant = null;
            for (var number = 0; number < 20; number++)
            {
                var chain = new RoleChain(
                    $"profile-{number}",
                    new KeySource(ProfileKind.AccessKey, "home", new AwsCredentials("AKIA", "secret")),
                    [new AssumeRoleStep($"profile-{number}", "arn:aws:iam::444455556666:role/admin", null, null)],
                    "eu-west-1",
                    AwsService.Sts.Resolve(new EndpointRequest("eu-west-1")),
                    ProfileEndpoints.None
                );
                var session = new Session(
                    SessionId.FromChain(chain),
                    chain,
                    Credentials,
                    "444455556666",
                    "arn:aws:sts::444455556666:assumed-role/admin/ana"
                );
                var target = new AssumeTarget { Profile = chain.Profile };
                registry.Begin(new SessionEntry(session.Id, target, chain));
                registry.Put(target, session, renewAt: null);
                grant = await services
                    .GetRequiredService<ICredentialEndpoint>()
                    .GrantAsync(session.Id, CancellationToken.None);
            }

            await WaitAsync(grant!.Address, grant.Token);
        }

        Directory.Delete(folder, recursive: true);
    }

    public static async Task ServeBareAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            });
        await using var app = builder.Build();
        var body = Encoding.ASCII.GetBytes(
            $$"""{"AccessKeyId":"{{Credentials.AccessKeyId}}","SecretAccessKey":"{{Credentials.SecretAccessKey}}","Token":"{{Credentials.SessionToken}}","Expiration":"2030-01-01T00:00:00Z"}"""
        );
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, 0, body.Length);
        });
        await app.StartAsync();
        await WaitAsync(new Uri(app.Urls.First() + "/credentials/0123456789012345678901"), new string('t', 43));
    }

    private static async Task WaitAsync(Uri address, string token)
    {
        Console.WriteLine($"{address} {token}");
        await Console.In.ReadToEndAsync();
    }
}
