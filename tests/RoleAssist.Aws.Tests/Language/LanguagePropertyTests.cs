using CsCheck;
using RoleAssist.Aws.Language;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Aws.Tests.SharedConfig;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Language;

/// <summary>Statements that hold for every text.</summary>
public class LanguagePropertyTests
{
    private static readonly ProcessEnvironment NoVariables = new(new Dictionary<string, string>());

    private static Gen<SharedConfigFileKind> Kind { get; } =
        Gen.Bool.Select(isConfig => isConfig ? SharedConfigFileKind.Config : SharedConfigFileKind.Credentials);

    [Fact]
    public void Every_range_is_in_one_line_and_in_the_text() =>
        Gen.Select(Fuzzing.Text, Kind, Gen.Int[0, 1_000])
            .Sample(
                (text, kind, at) =>
                {
                    var document = ConfigDocument.Parse(text, kind);
                    var offset = at % (text.Length + 1);
                    var files = ConfigFileSet.Alone(document);
                    foreach (var span in OneLineSpans(document, files, offset))
                    {
                        Assert.InRange(span.Start, 0, text.Length);
                        Assert.InRange(span.End, span.Start, text.Length);
                        Assert.Equal(document.PositionOf(span.Start).Line, document.PositionOf(span.End).Line);
                        Assert.DoesNotContain('\n', text.Substring(span.Start, span.Length));
                    }

                    foreach (var symbol in ConfigSymbols.In(document))
                    {
                        Assert.InRange(symbol.NameSpan.Start, symbol.Span.Start, symbol.Span.End);
                        Assert.InRange(symbol.NameSpan.End, symbol.Span.Start, symbol.Span.End);
                        Assert.NotEmpty(symbol.Name);
                    }
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Tokens_are_in_order_and_do_not_overlap() =>
        Gen.Select(Fuzzing.Text, Kind)
            .Sample(
                (text, kind) =>
                {
                    var end = 0;
                    foreach (var token in ConfigTokens.In(ConfigDocument.Parse(text, kind)))
                    {
                        Assert.True(token.Span.Start >= end);
                        end = token.Span.End;
                    }
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void A_position_and_its_offset_are_the_same_place() =>
        Gen.Select(Fuzzing.Text, Kind, Gen.Int[0, 1_000])
            .Sample(
                (text, kind, at) =>
                {
                    var document = ConfigDocument.Parse(text, kind);
                    var offset = at % (text.Length + 1);
                    var (line, character) = document.PositionOf(offset);
                    var back = document.OffsetOf(line, character);

                    // Only a position between the two characters of a line break has another one before it.
                    Assert.True(back == offset || (back == offset - 1 && text[back] == '\r'));
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Formatting_twice_is_formatting_once_and_changes_no_meaning() =>
        Gen.Select(Fuzzing.Text, Kind)
            .Sample(
                (text, kind) =>
                {
                    var once = Format(text, kind);
                    Assert.Equal(once, Format(once, kind));
                    Assert.Equal(Meaning(text, kind), Meaning(once, kind));
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void Renaming_there_and_back_gives_the_same_text() =>
        Gen.Select(Fuzzing.Text, Kind, Gen.Int[0, 1_000])
            .Sample(
                (text, kind, at) =>
                {
                    var document = ConfigDocument.Parse(text, kind);
                    var offset = at % (text.Length + 1);
                    string old;
                    string there;
                    try
                    {
                        old = NameRename.Prepare(ConfigFileSet.Alone(document), document, offset).Name;
                        (there, offset) = Rename(document, offset, "unused-name");
                    }
                    catch (RoleAssistException)
                    {
                        return;
                    }

                    Assert.NotEqual(text, there);
                    if (Core.Profiles.ProfileNames.IsPlain(old))
                    {
                        Assert.Equal(text, Rename(ConfigDocument.Parse(there, kind), offset, old).Text);
                    }
                },
                iter: Fuzzing.Iterations
            );

    private static IEnumerable<TextSpan> OneLineSpans(ConfigDocument document, ConfigFileSet files, int offset)
    {
        yield return ConfigQuery.At(document, offset).Span;
        foreach (var use in ConfigNames.In(document))
        {
            yield return use.Span;
        }

        foreach (var item in ConfigCompleter.At(files, document, offset, withSnippets: true))
        {
            yield return item.Replaced;
        }

        foreach (var token in ConfigTokens.In(document))
        {
            yield return token.Span;
        }

        foreach (var link in ConfigLinks.In(document))
        {
            yield return link.Span;
        }

        foreach (var header in ConfigHeaders.In(document))
        {
            yield return header.Span;
        }

        if (ConfigHover.Write(document, offset, NoVariables, new Markup(isMarkdown: true)) is { } hovered)
        {
            yield return hovered;
        }
    }

    private static string Format(string text, SharedConfigFileKind kind) =>
        ConfigFormatter.Apply(text, ConfigFormatter.Format(ConfigDocument.Parse(text, kind)));

    private static (string Text, int Offset) Rename(ConfigDocument document, int offset, string newName)
    {
        var places = NameRename.PlacesOf(ConfigFileSet.Alone(document), document, offset, newName)[document].ToList();
        var first = places[0];
        return (
            ConfigFormatter.Apply(document.Text, [.. places.Select(use => new FormattedLines(use.Span, newName))]),
            first.Span.Start
        );
    }

    private static string[] Meaning(string text, SharedConfigFileKind kind) =>
        [
            .. SharedConfigReader
                .Read(text, "", kind)
                .Sections.SelectMany(section =>
                    section.Settings.Select(setting =>
                        $"{section.Kind} {section.Name} {setting.Key} "
                        + string.Join('\n', ConfigFormatter.NestedLines(setting.Value.Value))
                    )
                ),
        ];
}
