using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Sandbox.Control;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>What the verbs that control a running sandbox share.</summary>
internal static class SandboxControl
{
    public static Option<string> Home() =>
        new("--home")
        {
            Description = "The --home folder of the running sandbox.",
            HelpName = "DIR",
            Required = true,
        };

    public static SandboxControlClient Client(ParseResult parsed, Option<string> home) =>
        new(parsed.GetRequiredValue(home));

    public static async Task TranslatedAsync(Func<Task> run)
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
