using System.Text;
using System.Text.Unicode;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Interop.Files;
using RoleAssist.Interop.Windows;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// Finds what the text in an editor does not show: bytes and permissions of the two files, and programs and token files
/// that their settings name. It looks at the disk only, starts nothing and opens nothing that a setting names.
/// </summary>
/// <param name="files">Where the two files are.</param>
/// <param name="path">The folders in which programs are looked for, separated as in <c>PATH</c>; null for none.</param>
/// <param name="home">The home folder, which a tilde stands for.</param>
public sealed class DiskRules(SharedConfigFiles files, string? path, string home)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly string[] WindowsEndings = ["", ".exe", ".cmd", ".bat", ".com"];

    /// <summary>Longer files hold no settings, and their bytes are not worth reading again.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Returns the findings about the disk, at places in the documents.</summary>
    /// <param name="documents">The two documents as the editor shows them, or as they are saved.</param>
    /// <param name="areEdited">
    /// Whether an editor shows them: the text of an editor has no byte order mark and no invalid byte, so the file is
    /// read again for these.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyList<ConfigFinding>> CheckAsync(
        ConfigFileSet documents,
        bool areEdited,
        CancellationToken cancellationToken
    )
    {
        var found = new List<ConfigFinding>();
        foreach (var document in documents.Documents)
        {
            var file = document.Kind == SharedConfigFileKind.Config ? files.Config : files.Credentials;
            var ofFile = new List<ConfigFinding>();
            if (Permissions(document, file) is { } open)
            {
                ofFile.Add(open);
            }

            if (areEdited)
            {
                ofFile.AddRange(await BytesAsync(document, file, cancellationToken).ConfigureAwait(false));
            }

            ofFile.AddRange(Named(document, cancellationToken).Take(ConfigAnalyzer.MostFindings));
            var ignored = Suppressions.In(document);
            found.AddRange(ofFile.Where(finding => !ignored.Contains(finding)).Take(ConfigAnalyzer.MostFindings));
        }

        return found;
    }

    private static ConfigFinding? Permissions(ConfigDocument document, string file)
    {
        if (document.Tree.Lines.IsEmpty || !HoldsSecrets(document))
        {
            return null;
        }

        try
        {
            var isOpen =
                File.Exists(file)
                && (
                    OperatingSystem.IsWindows()
                        ? WindowsAccess.Objection(file, WindowsAccess.Reading) is not null
                        : (File.GetUnixFileMode(file) & Others) != 0
                );
            return isOpen
                ? ConfigRules.FilePermissions.At(
                    document,
                    FirstLine(document),
                    "Other users of this machine can read or change this file, and it holds secrets. "
                        + (
                            OperatingSystem.IsWindows()
                                ? "Remove them on the page Security of its properties."
                                : $"Run: chmod 600 {file}"
                        ),
                    OperatingSystem.IsWindows()
                        ? []
                        : [new ConfigFix("Take the file away from other users") { Action = FixAction.RestrictFile }]
                )
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool HoldsSecrets(ConfigDocument document) =>
        document
            .Sections.Where(section => section.Settings is not null)
            .SelectMany(section => DocumentProperty.In(document, section, name => name.IsSecret))
            .Any(property => !property.ValueSpan.IsEmpty);

    private static async Task<IReadOnlyList<ConfigFinding>> BytesAsync(
        ConfigDocument document,
        string file,
        CancellationToken cancellationToken
    )
    {
        byte[]? bytes;
        try
        {
            using var opened = await UntrustedFile.OpenAsync(file, cancellationToken).ConfigureAwait(false);
            bytes = opened.IsPipe ? null : await opened.ReadAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return [];
        }

        if (bytes is null)
        {
            return [];
        }

        if (LosslessUtf8.IsUtf16(bytes))
        {
            return HasError(document, SyntaxErrors.Utf16)
                ? []
                : [AtStart(document, SyntaxErrors.Utf16.At(new SourceLocation(file, 1, 1)))];
        }

        if (!bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) && Utf8.IsValid(bytes))
        {
            return [];
        }

        // The lines of the file may differ from those in the editor, so what concerns bytes is said at the first line.
        return
        [
            .. SharedConfigReader
                .Read(LosslessUtf8.Decode(bytes), file, document.Kind)
                .Problems.Where(problem =>
                    // Some editors show the mark, so that their text has it too.
                    (problem.Rule == PortabilityRules.ByteOrderMark.Name && !document.Tree.HasByteOrderMark)
                    || problem.Message.StartsWith("Byte 0x", StringComparison.Ordinal)
                )
                .DistinctBy(problem => problem.Name)
                .Select(problem => AtStart(document, problem)),
        ];
    }

    private static bool HasError(ConfigDocument document, FileRule rule) =>
        document.Tree.Errors.Any(error => error.Rule == rule);

    private static ConfigFinding AtStart(ConfigDocument document, Problem problem) =>
        new(
            document,
            problem.Name,
            problem.Severity == ProblemSeverity.Error ? FindingLevel.Error : FindingLevel.Warning,
            FirstLine(document),
            problem.Location is { Line: > 1 and var line }
                ? $"Line {line} of the file: {problem.Message}"
                : problem.Message
        );

    private static TextSpan FirstLine(ConfigDocument document)
    {
        if (document.Tree.Lines.IsEmpty)
        {
            return default;
        }

        var line = document.Tree.Lines[0];
        return TextSpan.Between(line.Span.Start, document.EndOf(line));
    }

    private IEnumerable<ConfigFinding> Named(ConfigDocument document, CancellationToken cancellationToken)
    {
        var programs = new Dictionary<string, string?>(StringComparer.Ordinal);
        var tokenFiles = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var section in document.Sections.Where(section => section.Settings is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (
                var setting in DocumentProperty.In(
                    document,
                    section,
                    name => name.Lower is ProfileSettings.CredentialProcess or ProfileSettings.WebIdentityTokenFile
                )
            )
            {
                var value = document.TextOf(setting.ValueSpan);
                var (rule, objection) =
                    value.Length == 0 ? (ConfigRules.ProcessNotFound, null)
                    : setting.Name == ProfileSettings.CredentialProcess
                        ? (ConfigRules.ProcessNotFound, Remembered(programs, FirstWord(value), ObjectionToProgram))
                    : (ConfigRules.TokenFileMissing, Remembered(tokenFiles, value, ObjectionToFile));
                if (objection is not null)
                {
                    yield return rule.At(document, setting.ValueSpan, objection, []) with
                    {
                        Subject = section.Defines == NameKind.Profile ? section.Name : null,
                    };
                }
            }
        }
    }

    private static string? Remembered(Dictionary<string, string?> known, string value, Func<string, string?> find)
    {
        if (!known.TryGetValue(value, out var found))
        {
            known[value] = found = find(value);
        }

        return found;
    }

    private string? ObjectionToFile(string value)
    {
        var file = Expand(value);
        return !Path.IsPathFullyQualified(file)
                ? "The path is relative, so it depends on the folder that a program runs in."
            : Exists(file) ? null
            : $"There is no file {value}.";
    }

    private string? ObjectionToProgram(string program)
    {
        if (WordsOfShell.Objection(program) is { } objection)
        {
            return objection;
        }

        if (program.IndexOfAny(['/', '\\']) < 0)
        {
            return Find(program) is null ? $"The program {program} is in none of the folders of PATH." : null;
        }

        if (!OperatingSystem.IsWindows() && program is [_, ':', '\\' or '/', ..])
        {
            return $"{program} is a path of Windows, which this system does not have.";
        }

        var file = Expand(program);
        if (!Path.IsPathFullyQualified(file))
        {
            return "The path is relative, so it depends on the folder that a program runs in. Write the full path.";
        }

        return !Exists(file) ? $"There is no program {program}."
            : IsOpenToOthers(file)
                ? $"Other users of this machine can replace {program}, and it would run with your rights."
            : null;
    }

    private string? Find(string program) =>
        (path ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder =>
                OperatingSystem.IsWindows()
                    ? WindowsEndings.Select(ending => Path.Combine(folder, program + ending))
                    : [Path.Combine(folder, program)]
            )
            .FirstOrDefault(Exists);

    private static bool IsOpenToOthers(string file)
    {
        try
        {
            var folder = Path.GetDirectoryName(file) ?? file;
            return !OperatingSystem.IsWindows()
                && (
                    (File.GetUnixFileMode(file) & OthersWrite) != 0
                    || (File.GetUnixFileMode(folder) & (OthersWrite | UnixFileMode.StickyBit)) is var mode
                        && (mode & OthersWrite) != 0
                        && (mode & UnixFileMode.StickyBit) == 0
                );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A network share is not asked: that would send the user's name to its server.</summary>
    private static bool Exists(string file) =>
        file.StartsWith(@"\\", StringComparison.Ordinal)
        || file.Contains('\0', StringComparison.Ordinal)
        || File.Exists(file);

    private string Expand(string file) => file is ['~', '/' or '\\', ..] ? Path.Combine(home, file[2..]) : file;

    private static string FirstWord(string command)
    {
        var text = command.TrimStart();
        if (text is ['"', ..] && text.IndexOf('"', 1) is > 0 and var end)
        {
            return text[1..end];
        }

        var blank = text.IndexOfAny([' ', '\t']);
        return blank < 0 ? text : text[..blank];
    }
}
