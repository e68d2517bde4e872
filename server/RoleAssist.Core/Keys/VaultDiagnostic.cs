using RoleAssist.Core.Diagnostics;
using RoleAssist.Core.Vault;

namespace RoleAssist.Core.Keys;

/// <summary>Reports on the vault, the keys in it, and the keys that should be in it.</summary>
public sealed class VaultDiagnostic(VaultStatusHandler status, ListKeysHandler list, IKeyFiles files) : IDiagnostic
{
    /// <summary>AWS' advice (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html).</summary>
    private const int OldDays = 90;

    public string Topic => "Vault";

    public async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var vault = await status.HandleAsync(cancellationToken).ConfigureAwait(false);
        var keys = await list.HandleAsync(cancellationToken).ConfigureAwait(false);
        return DiagnosticChecks.Run(
            Topic,
            () => [Ok(vault.Why), Ok($"Access keys in the vault: {vault.Keys}.")],
            () => Rotations(keys),
            () => Old(keys),
            () => Plain(keys),
            Interrupted
        );
    }

    private IEnumerable<DiagnosticFinding> Rotations(KeyList list) =>
        list
            .Keys.Where(key => key.Step != RotationStep.None)
            .Select(key =>
                Warning(
                    $"The rotation of access key {key.AccessKeyId} is not complete (step {key.Step}).",
                    "Go on with it: roleassist vault rotate PROFILE"
                )
            );

    private IEnumerable<DiagnosticFinding> Old(KeyList list) =>
        list
            .Keys.Where(key => key.AgeDays > OldDays)
            .Select(key =>
                Warning(
                    $"The access key {key.AccessKeyId} is at least {key.AgeDays} days old.",
                    "Replace it: roleassist vault rotate PROFILE"
                )
            );

    private IEnumerable<DiagnosticFinding> Plain(KeyList list) =>
        list.PlainKeys.Select(key =>
            Warning(
                $"Profile '{key.Profile}' has a long-lived key in plain text ({key.Location.File}:{key.Location.Line}).",
                "Move it to the vault: roleassist vault import PROFILE"
            )
        );

    private IEnumerable<DiagnosticFinding> Interrupted()
    {
        if (files.CountInterrupted() is > 0 and var count)
        {
            yield return Warning(
                $"Changes of the AWS files that were interrupted: {count}.",
                "Complete or undo them: roleassist vault repair"
            );
        }
    }

    private DiagnosticFinding Ok(string message) => new(Topic, DiagnosticStatus.Ok, message);

    private DiagnosticFinding Warning(string message, string hint) =>
        new(Topic, DiagnosticStatus.Warning, message, hint);
}
