using System.Text;
using System.Text.Json;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Populate;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Adds profiles to the config file, removes them, and takes the last change of each session back.</summary>
/// <param name="editor">Changes the files.</param>
/// <param name="stateFile">Returns the full path of a file in the folder for state, and creates the folder.</param>
public sealed class PopulateFiles(AwsFilesEditor editor, Func<string, string> stateFile) : IPopulateFiles
{
    private const int DigestBytes = 16;

    public async Task<string> ApplyAsync(PopulatePlan plan, CancellationToken cancellationToken)
    {
        IEnumerable<ConfigEdit> removals = plan.Removed.SelectMany(change =>
            Removal(SectionId.Profile(change.Profile))
        );
        var additions = plan.Added.Select(change => new AddSection(SectionId.Profile(change.Profile), change.Settings));
        var applied = await editor
            .ApplyAsync(new AwsFilesChange([.. removals, .. additions], []), cancellationToken)
            .ConfigureAwait(false);
        if (applied.Changes is [var change])
        {
            Remember(plan.Session, EditUndo.Create(change));
        }

        return editor.Files.Config;
    }

    public async Task<string> UndoAsync(string session, CancellationToken cancellationToken)
    {
        var path = PathFor(session);
        var undo = Read(path) ?? throw Nothing(session);
        if (!await editor.RevertAsync(undo, cancellationToken).ConfigureAwait(false))
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The profiles of sso-session '{session}' cannot be taken back: {undo.Path} has been changed since they "
                    + "were added.",
                $"Edit the file by hand. These profiles have the line {ProfileSettings.Populated} = {session}."
            );
        }

        Forget(path);
        return undo.Path;
    }

    /// <summary>Removes the settings that were added. A comment in the section stays, with the header.</summary>
    private static IEnumerable<ConfigEdit> Removal(SectionId section) =>
        [.. PopulatedSettings.Names.Select(name => new RemoveSetting(section, name)), new RemoveEmptySection(section)];

    /// <summary>Without it the change cannot be taken back, but it is made.</summary>
    private void Remember(string session, EditUndo undo)
    {
        try
        {
            undo.Write(PathFor(session));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { }
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What it says no longer fits the file.
        }
    }

    private static EditUndo? Read(string path)
    {
        try
        {
            return EditUndo.Read(path);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The same session may be in another file of another environment.</summary>
    private string PathFor(string session)
    {
        var digest = Sha256.HashData(Encoding.UTF8.GetBytes($"{editor.Files.Config}\0{session}"));
        return stateFile($"populate-{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}.json");
    }

    private static RoleAssistException Nothing(string session) =>
        new(
            ErrorCode.InvalidArgument,
            $"There are no profiles of sso-session '{session}' to take back.",
            "Only the last change of a session can be taken back, once."
        );
}
