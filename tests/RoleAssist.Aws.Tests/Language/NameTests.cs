using System.Text;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Language;

/// <summary>Definitions, references and rename over both files.</summary>
public class NameTests
{
    private const string Credentials = "[base]\naws_access_key_id = AKIA\n";

    [Theory]
    [InlineData("[profile ba|se]\n[profile x]\nsource_profile = base\n", 2, 1)]
    [InlineData("[profile x]\nsource_profile = b|ase\n", 1, 1)]
    [InlineData("[profile x]\ncredential_process = aws x --profile ba|se --y\n", 1, 1)]
    [InlineData("[profile x]\ncredential_process = aws x --profile=\"ba|se\"\n", 1, 1)]
    [InlineData("[profile x]\nsource_profile = no|ne\n", 0, 1)]
    [InlineData("[sso-session ba|se]\n[profile x]\nsso_session = base\n", 1, 1)]
    public void Finds_definitions_and_references_in_both_files(string text, int definitions, int references)
    {
        var (files, caret) = Open(text);
        var name = NameLookup.At(caret.Document, caret.Offset)!;

        Assert.Equal(definitions, NameLookup.DefinitionsOf(files, name).Count());
        Assert.Equal(references, NameLookup.ReferencesOf(files, name, withDefinitions: false).Count());
    }

    [Theory]
    [InlineData("[profile x]\nregion = eu|-west-1\n")]
    [InlineData("[profile x]\nrole_arn = --profile ba|se\n")]
    [InlineData("[profile x]\ncredential_process = aws --profiles ba|se\n")]
    [InlineData("[other ba|se]\n")]
    public void Other_words_are_no_names(string text)
    {
        var caret = Caret.In(text);

        Assert.Null(NameLookup.At(caret.Document, caret.Offset));
    }

    [Fact]
    public void Renames_in_both_files_and_changes_nothing_else()
    {
        var (files, caret) = Open("[profile \"ba|se\"]\n# base\n[profile x]\nsource_profile=base # base\n");

        Assert.Equal(
            [
                "[profile \"root\"]\n# base\n[profile x]\nsource_profile=root # base\n",
                "[root]\naws_access_key_id = AKIA\n",
            ],
            Rename(files, caret, "root")
        );
    }

    [Theory]
    [InlineData("/x/roleassist credential-process base", "/x/roleassist credential-process root")]
    [InlineData("roleassist credential-process --name-in-hex 62617365", "roleassist credential-process root")]
    [InlineData("sh -c \"aws x --profile base\"", "sh -c \"aws x --profile root\"")]
    [InlineData("sh -c 'aws x --profile=base; y'", "sh -c 'aws x --profile=root; y'")]
    [InlineData("sh -c \"AWS_PROFILE=base aws x\"", "sh -c \"AWS_PROFILE=root aws x\"")]
    [InlineData("env AWS_PROFILE=base aws x", "env AWS_PROFILE=root aws x")]
    [InlineData(
        "roleassist credential-process x --source-profile base",
        "roleassist credential-process x --source-profile root"
    )]
    [InlineData("env AWS_CONFIG_FILE=/y aws --profile base", "env AWS_CONFIG_FILE=/y aws --profile base")]
    [InlineData("aws x --profile base$X", "aws x --profile base$X")]
    [InlineData("aws x --profile base2", "aws x --profile base2")]
    [InlineData(
        "roleassist credential-process --name-in-hex 6261736",
        "roleassist credential-process --name-in-hex 6261736"
    )]
    [InlineData("roleassist exec base", "roleassist exec base")]
    public void Renames_in_commands(string command, string expected)
    {
        var (files, caret) = Open($"[profile ba|se]\n[profile x]\ncredential_process = {command}\n");

        Assert.Equal(
            $"[profile root]\n[profile x]\ncredential_process = {expected}\n",
            Rename(files, caret, "root")[0]
        );
    }

    [Fact]
    public void Says_why_a_header_has_no_name()
    {
        var inCredentials = Caret.In("[profile d|ev]\n", SharedConfigFileKind.Credentials);

        var refusal = Assert.Throws<RoleAssistException>(() =>
            NameRename.Prepare(
                ConfigFileSet.Alone(inCredentials.Document),
                inCredentials.Document,
                inCredentials.Offset
            )
        );

        Assert.Contains(
            "in the credentials file a profile is written [dev]",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[def|ault]\n", "x", "cannot be renamed")]
    [InlineData("[profile a|]\n", "default", "cannot be renamed to 'default'")]
    [InlineData("[profile a|]\n", "b c", "needs quotes")]
    [InlineData("[profile a|]\n", "", "is empty")]
    [InlineData("[profile a|]\n", "--x", "must not begin with a hyphen")]
    [InlineData("[profile a|]\n", "-x", "must not begin with a hyphen")]
    [InlineData("[profile |\U0001F600]\n", "x", "is ignored: a name may contain only letters")]
    [InlineData("[d|ev]\n", "x", "a profile is written [profile dev]")]
    [InlineData("[profile a|]\n", "base", "a profile 'base' already")]
    [InlineData("[profile a]\nsource_profile = no|ne\n", "x", "There is no profile 'none'")]
    [InlineData("[profile a]\nregion = x|\n", "x", "nothing to rename")]
    public void Refuses_in_words(string text, string newName, string reason)
    {
        var (files, caret) = Open(text);

        var refusal = Assert.Throws<RoleAssistException>(() => Rename(files, caret, newName));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.Hint);
    }

    [Fact]
    public void Refuses_if_the_other_file_cannot_be_looked_into()
    {
        var caret = Caret.In("[profile a|]\n");
        var files = ConfigFileSet.Alone(caret.Document) with { Unseen = "The credentials file cannot be read." };

        var refusal = Assert.Throws<RoleAssistException>(() => NameRename.Prepare(files, caret.Document, caret.Offset));

        Assert.StartsWith("The credentials file cannot be read. ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[base]\n# \u00e4\nregion = x\n", false)]
    [InlineData("[base]\nregion = x\n[b\u00e4]\n", false)]
    [InlineData("[base] # \u00e4\n", true)]
    [InlineData("[profile \u00e4]\n[base] ; \u00e4\u00e4\n", true)]
    public void Refuses_to_change_a_line_that_is_not_UTF8(string latin1, bool isRefused)
    {
        var caret = Caret.In("[profile ba|se]\n");
        var credentials = ConfigDocument.Decode(Encoding.Latin1.GetBytes(latin1), SharedConfigFileKind.Credentials);
        var files = new ConfigFileSet(caret.Document, credentials);

        var refusal = Record.Exception(() => NameRename.PlacesOf(files, caret.Document, caret.Offset, "root"));

        Assert.Equal(isRefused, refusal is RoleAssistException { Code: ErrorCode.InvalidArgument });
        Assert.Equal(isRefused, refusal is not null);
    }

    [Fact]
    public void Decodes_a_file_as_an_editor_shows_it()
    {
        var document = ConfigDocument.Decode(
            [.. Encoding.UTF8.Preamble, .. "[a]\n# \u00e4\n"u8, .. (byte[])[0xE4, (byte)'\n']],
            SharedConfigFileKind.Credentials
        );

        Assert.Equal("[a]\n# \u00e4\n\uFFFD\n", document.Text);
        Assert.Equal([2], document.UndecodedLines);
    }

    internal static string[] Rename(ConfigFileSet files, Caret caret, string newName)
    {
        var places = NameRename.PlacesOf(files, caret.Document, caret.Offset, newName);
        return
        [
            .. files.Documents.Select(document =>
                ConfigFormatter.Apply(
                    document.Text,
                    [.. places[document].Select(use => new FormattedLines(use.Span, newName))]
                )
            ),
        ];
    }

    private static (ConfigFileSet Files, Caret Caret) Open(string text)
    {
        var caret = Caret.In(text);
        var credentials = ConfigDocument.Parse(Credentials, SharedConfigFileKind.Credentials);
        return (new ConfigFileSet(caret.Document, credentials), caret);
    }
}
