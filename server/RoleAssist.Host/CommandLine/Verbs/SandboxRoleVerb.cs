using System.CommandLine;
using RoleAssist.Interop.Files;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>sandbox role</c>: creates a role with a trust policy, to try who may assume it.</summary>
internal sealed class SandboxRoleVerb : Command
{
    /// <summary>More than any trust policy, which IAM limits to 4,096 characters.</summary>
    private const int LongestPolicyFile = 64 * 1024;

    private readonly Argument<string> _arn = new("ARN") { Description = "The role to create or replace." };
    private readonly Option<string> _trustPolicy = new("--trust-policy")
    {
        Description = "The file with the role's trust policy.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string> _home = SandboxControl.Home();

    public SandboxRoleVerb()
        : base("role", "Create or replace a role until the sandbox stops.")
    {
        Add(_arn);
        Add(_trustPolicy);
        Add(_home);
        SetAction(
            (parsed, cancellationToken) => SandboxControl.TranslatedAsync(() => RunAsync(parsed, cancellationToken))
        );
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_trustPolicy);
        await SandboxControl
            .Client(parsed, _home)
            .PutRoleAsync(
                parsed.GetRequiredValue(_arn),
                await ReadAsync(file, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await UntrustedFile.ReadTextAsync(file, LongestPolicyFile, cancellationToken).ConfigureAwait(false)
                ?? throw new SandboxException(
                    $"The trust policy {file} is larger than {LongestPolicyFile} bytes, the limit."
                );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SandboxException($"Cannot read the trust policy {file}: {error.Message}", error);
        }
    }
}
