using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language;

/// <summary>The two AWS files as a feature sees them; null for one that does not exist or is not known.</summary>
public sealed record ConfigFileSet(ConfigDocument? Config, ConfigDocument? Credentials)
{
    /// <summary>
    /// Gets why one of the files is not here although it exists, as a sentence; null if both are. What it defines and
    /// names is unknown then.
    /// </summary>
    public string? Unseen { get; init; }

    /// <summary>Whether it is a document of its own, in the language of the files, that no tool reads.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Gets the documents that exist, the config file first.</summary>
    public IEnumerable<ConfigDocument> Documents => new[] { Config, Credentials }.OfType<ConfigDocument>();

    /// <summary>Returns a document that belongs to no other.</summary>
    public static ConfigFileSet Alone(ConfigDocument document) =>
        document.Kind == SharedConfigFileKind.Config ? new(document, null) : new(null, document);

    /// <summary>Says where a name was looked for.</summary>
    public string Describe() => IsForeign ? "this document" : "the AWS files";

    /// <summary>Reads the profiles of the documents, as the host reads them from the files.</summary>
    /// <param name="files">Where the documents come from, for the locations of settings.</param>
    public ProfileSet ReadProfiles(SharedConfigFiles files) =>
        SharedConfigMerger.Merge(Read(Config, files.Config), Read(Credentials, files.Credentials));

    /// <summary>Returns all places where a name is written, those of each document together.</summary>
    public IEnumerable<(ConfigDocument Document, NameUse Use)> UsesOf(NameKind kind, string name) =>
        Documents.SelectMany(document =>
            ConfigNames.In(document).Where(use => use.Kind == kind && use.Name == name).Select(use => (document, use))
        );

    /// <summary>Returns the defined names, each once, in the order of the documents.</summary>
    public IEnumerable<string> NamesOf(NameKind kind) =>
        Documents
            .SelectMany(document => document.Sections)
            .Where(section => section.Defines == kind)
            .Select(section => section.Name)
            .Distinct(StringComparer.Ordinal);

    private static SharedConfigDocument Read(ConfigDocument? document, string file) =>
        document is null ? SharedConfigDocument.Empty : SharedConfigReader.Read(document.Tree, file, document.Kind);
}
