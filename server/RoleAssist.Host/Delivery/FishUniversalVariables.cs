using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The exported universal variables of fish. Every fish process adds those that its inherited environment does not set
/// (https://fishshell.com/docs/current/language.html#universal-variables), so that an <c>AWS_PROFILE</c> among them
/// comes back if a delivery removes it.
/// </summary>
internal sealed class FishUniversalVariables(ProcessEnvironment environment)
{
    private const int LongestFile = 1024 * 1024;

    /// <summary>The start of an exported variable in the file; more flags may follow.</summary>
    private const string Exported = "SETUVAR --export ";

    /// <summary>Reconsiders the delivery if the command is fish.</summary>
    /// <param name="command">The command and its arguments.</param>
    /// <param name="requested">The delivery that the user requested.</param>
    /// <param name="choice">The delivery that was chosen regardless of the command.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/> if a universal variable would override the role.
    /// </exception>
    public async Task<DeliveryChoice> ChooseAsync(
        IReadOnlyList<string> command,
        DeliveryMode requested,
        DeliveryChoice choice,
        CancellationToken cancellationToken
    )
    {
        if (Path.GetFileNameWithoutExtension(command[0]) != "fish")
        {
            return choice;
        }

        var universal = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (VariablesShadowing(choice.Mode) is not [var rival, ..])
        {
            return choice;
        }

        var profileWins = VariablesShadowing(DeliveryMode.Profile) is [];
        return requested == DeliveryMode.Auto && profileWins
            ? new DeliveryChoice(
                DeliveryMode.Profile,
                $"A generated profile keeps credentials fresh and takes precedence over fish's variable {rival}."
            )
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"The universal variable {rival} of fish would override the role in programs that fish starts.",
                $"{(profileWins ? "Use --delivery profile, or remove" : "Remove")} the variable in fish: set -eU {rival}"
            );

        List<string> VariablesShadowing(DeliveryMode mode) =>
            [.. EnvironmentLayer.VariablesShadowing(mode).Where(universal.Contains)];
    }

    private async Task<HashSet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var folder = environment["XDG_CONFIG_HOME"] ?? Path.Combine(HomeFolder.Find(environment), ".config");
        try
        {
            var text = await UntrustedFile
                .ReadTextAsync(Path.Combine(folder, "fish", "fish_variables"), LongestFile, cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. (text ?? "")
                    .Split('\n')
                    .Where(line => line.StartsWith(Exported, StringComparison.Ordinal))
                    .Select(NameIn),
            ];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Most users have no such file.
            return [];
        }
    }

    private static string NameIn(string line) => line.Split(':', 2)[0].Split(' ')[^1];
}
