using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>A section that counts, with all its settings, nested ones included.</summary>
internal sealed class ModelSection
{
    /// <param name="isShallow">Whether nested settings are left out.</param>
    public ModelSection(ConfigDocument document, DocumentSection section, bool isShallow = false)
    {
        (Document, Syntax) = (document, section);
        Settings = [.. Read(isShallow)];
    }

    public ConfigDocument Document { get; }

    public DocumentSection Syntax { get; }

    public string Name => Syntax.Name;

    /// <summary>Gets the profile that it belongs to; null if it is not one of a profile.</summary>
    public string? Profile => Syntax.Defines == NameKind.Profile ? Name : null;

    public IReadOnlyList<ModelSetting> Settings { get; }

    /// <summary>Gets the place of the name in its header.</summary>
    public TextSpan HeaderSpan =>
        Syntax.NameSpan.IsEmpty ? Document.Tree.Lines[Syntax.FirstLine].Name : Syntax.NameSpan;

    public bool IsCredentials => Document.Kind == SharedConfigFileKind.Credentials;

    private IEnumerable<ModelSetting> Read(bool isShallow)
    {
        foreach (var property in DocumentProperty.In(Document, Syntax))
        {
            if (!ProfileNames.IsPlain(Document.Slice(property.NameSpan)))
            {
                continue;
            }

            yield return Create(property);
            foreach (var nested in isShallow ? [] : property.Nested(Document))
            {
                yield return Create(nested);
            }
        }
    }

    private ModelSetting Create(DocumentProperty property) =>
        new(
            Document,
            this,
            property,
            Syntax.Settings is { } place ? SettingsCatalogue.Find(property.Name, place, property.Block?.Name) : null,
            Document.TextOf(property.ValueSpan)
        );
}
