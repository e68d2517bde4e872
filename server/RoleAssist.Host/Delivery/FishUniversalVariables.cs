using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.Delivery;

/// <summary>
/// The exported universal variables of fish, which every fish lays over what it inherits where that does not set them
/// (https://fishshell.com/docs/current/language.html#universal-variables): an <c>AWS_PROFILE</c> among them comes back where a
/// way has taken it out.
/// </summary>
internal sealed class FishUniversalVariables(ProcessEnvironment environment)
{
    private const int LongestFile = 1024 * 1024;

    /// <summary>How fish writes an exported one; further flags may follow.</summary>
    private const string Exported = "SETUVAR --export ";

    /// <summary>The way for a command, once more, where the command is fish.</summary>
    /// <param name="command">The command and its arguments.</param>
    /// <param name="wished">What somebody wishes by name.</param>
    /// <param name="choice">What was chosen without regard to the command.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/> where a variable would beat the role.
    /// </exception>
    public async Task<DeliveryChoice> ChooseAsync(
        IReadOnlyList<string> command, DeliveryMode wished, DeliveryChoice choice, CancellationToken cancellationToken)
    {
        if (Path.GetFileNameWithoutExtension(command[0]) != "fish")
        {
            return choice;
        }

        var universal = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (RivalsOf(choice.Mode) is not [var rival, ..])
        {
            return choice;
        }

        var profileWins = RivalsOf(DeliveryMode.Profile) is [];
        return wished == DeliveryMode.Auto && profileWins
            ? new DeliveryChoice(DeliveryMode.Profile, $"A generated profile leads to fresh credentials and comes before fish's universal variable {rival}.")
            : throw new RoleAssistException(
                ErrorCode.ConfigurationInvalid,
                $"Programs that fish starts would take its universal variable {rival} before the role.",
                $"{(profileWins ? "Use --delivery profile, or remove" : "Remove")} the variable in fish: set -eU {rival}");

        List<string> RivalsOf(DeliveryMode mode) => [.. EnvironmentLayer.RivalsOf(mode).Where(universal.Contains)];
    }

    private async Task<HashSet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var folder = environment["XDG_CONFIG_HOME"] ?? Path.Combine(HomeFolder.Find(environment), ".config");
        try
        {
            var text = await UntrustedFile.ReadTextAsync(Path.Combine(folder, "fish", "fish_variables"), LongestFile, cancellationToken).ConfigureAwait(false);
            return [.. (text ?? "").Split('\n').Where(line => line.StartsWith(Exported, StringComparison.Ordinal)).Select(NameIn)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Most people have no such file.
            return [];
        }
    }

    private static string NameIn(string line) => line.Split(':', 2)[0].Split(' ')[^1];
}
