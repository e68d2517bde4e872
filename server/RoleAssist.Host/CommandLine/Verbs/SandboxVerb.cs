using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Sandbox;
using RoleAssist.Sandbox.Control;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox</c>: a strict STS on this machine, for trying RoleAssist without an AWS account.</summary>
internal static class SandboxVerb
{
    /// <summary>What a fault that takes a while means by a while, when nobody says.</summary>
    private const double DefaultDelay = 5;

    /// <summary>Further off than STS forgives, which is 15 minutes.</summary>
    private const double DefaultClockOffset = 3600;

    private const double DefaultLife = 60;

    public static Command Create(IConsole console)
    {
        var home = new Option<string?>("--home") { Description = "The folder that gets the sample .aws; a temporary one by default.", HelpName = "DIR" };
        var port = new Option<int>("--port") { Description = "The port to listen on; any free one by default." };
        var imdsV1 = new Option<bool>("--imds-v1") { Description = "Give instance metadata without a token too, as its version 1 did." };
        var verb = new Command("sandbox", "Run a strict STS on this machine, with sample profiles. It ends when its stdin closes.")
        {
            home,
            port,
            imdsV1,
            Totp(console),
            Calls(console),
            Fault(console),
        };
        verb.SetAction((parsed, cancellationToken) => TranslatedAsync(async () =>
        {
            var options = new SandboxOptions
            {
                Home = parsed.GetValue(home),
                Port = parsed.GetValue(port),
                AllowInstanceMetadataVersion1 = parsed.GetValue(imdsV1),
            };
            await using var sandbox = await SandboxServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
            await console.Out.WriteLineAsync(sandbox.Description.ToJson()).ConfigureAwait(false);
            await console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await console.InputClosedAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }));
        return verb;
    }

    private static Command Totp(IConsole console)
    {
        var serial = new Argument<string>("SERIAL") { Description = "The MFA device." };
        var home = Home();
        var verb = new Command("totp", "Print a code of an MFA device that is still good; wait for it if need be.") { serial, home };
        verb.SetAction((parsed, cancellationToken) => TranslatedAsync(async () =>
        {
            var code = await Control(parsed, home).GetTotpAsync(parsed.GetRequiredValue(serial), cancellationToken).ConfigureAwait(false);
            if (GlobalOptions.IsJson(parsed))
            {
                CommandLineJson.Print(console, new TotpDocument(code));
            }
            else
            {
                await console.Out.WriteLineAsync(code).ConfigureAwait(false);
            }
        }));
        return verb;
    }

    private static Command Calls(IConsole console)
    {
        var home = Home();
        var verb = new Command("calls", "List what the sandbox has answered.") { home };
        verb.SetAction((parsed, cancellationToken) => TranslatedAsync(async () =>
        {
            var calls = await Control(parsed, home).GetCallsAsync(cancellationToken).ConfigureAwait(false);
            await console.Out.WriteLineAsync(calls.ToJson()).ConfigureAwait(false);
        }));
        return verb;
    }

    private static Command Fault(IConsole console)
    {
        var kind = new Argument<string>("KIND") { Description = "What goes wrong." };
        kind.AcceptOnlyFromAmong([.. FaultKinds.All]);
        var home = Home();
        var count = new Option<int?>("--count") { Description = "How many calls it hits; one by default, all of them for a wrong clock." };
        var seconds = new Option<double?>("--seconds") { Description = "How long a delay or a short life is, or how far the clock is ahead." };
        var action = new Option<string?>("--action") { Description = "Hit only calls of this action." };
        var verb = new Command("fault", "Make the sandbox's next answers fail.") { kind, home, count, seconds, action };
        verb.SetAction((parsed, cancellationToken) => TranslatedAsync(async () =>
        {
            var chosen = parsed.GetRequiredValue(kind);
            var options = new FaultOptions(parsed.GetValue(count), parsed.GetValue(seconds) ?? DefaultSeconds(chosen), parsed.GetValue(action));
            await Control(parsed, home).ArmFaultAsync(chosen, options, cancellationToken).ConfigureAwait(false);
            if (GlobalOptions.IsJson(parsed))
            {
                CommandLineJson.Print(console, new FaultDocument(chosen, options.Count, options.Seconds, options.Action));
            }
        }));
        return verb;
    }

    private static double? DefaultSeconds(string kind) => kind switch
    {
        FaultKinds.Delay => DefaultDelay,
        FaultKinds.Clock => DefaultClockOffset,
        FaultKinds.ShortLived => DefaultLife,
        _ => null,
    };

    private static Option<string> Home() => new("--home") { Description = "The folder that the sandbox was started with.", HelpName = "DIR", Required = true };

    private static SandboxControlClient Control(ParseResult parsed, Option<string> home) => new(parsed.GetRequiredValue(home));

    private static async Task TranslatedAsync(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (SandboxException fault)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, fault.Message, inner: fault);
        }
    }
}
