using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A section that counts, with all its settings, nested ones included.</summary>
internal sealed class ModelSection
{
    public ModelSection(ConfigDocument document, DocumentSection section)
    {
        (Document, Syntax) = (document, section);
        Settings = Read();
    }

    public ConfigDocument Document { get; }

    public DocumentSection Syntax { get; }

    public string Name => Syntax.Name;

    /// <summary>Gets the profile that it belongs to; null if it is not one of a profile.</summary>
    public string? Profile => Syntax.Defines == NameKind.Profile ? Name : null;

    public List<ModelSetting> Settings { get; }

    /// <summary>Gets the place of the name in its header.</summary>
    public TextSpan HeaderSpan =>
        Syntax.NameSpan.IsEmpty ? Document.Tree.Lines[Syntax.FirstLine].Name : Syntax.NameSpan;

    public bool IsCredentials => Document.Kind == SharedConfigFileKind.Credentials;

    private List<ModelSetting> Read()
    {
        var settings = new List<ModelSetting>(Syntax.Syntax.PropertyCount);
        foreach (var property in DocumentProperty.In(Document, Syntax))
        {
            if (!property.HasPlainName)
            {
                continue;
            }

            settings.Add(new ModelSetting(Document, this, property));
            if (property.IsBlock && property.EndLine > property.Line + 1)
            {
                settings.AddRange(property.Nested(Document).Select(nested => new ModelSetting(Document, this, nested)));
            }
        }

        return settings;
    }
}
