using System.Text;
using CsCheck;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Tests.SharedConfig.Editing;

/// <summary>Statements that hold for every edit of every file.</summary>
public class EditPropertyTests
{
    private static readonly SectionId[] Sections =
    [
        SectionId.Profile("a"),
        SectionId.Profile("default"),
        SectionId.Profile("a b"),
        SectionId.SsoSession("s"),
    ];

    private static Gen<ConfigEdit> Edit { get; } =
        Gen.Select(
            Gen.Int[0, Sections.Length - 1].Select(index => Sections[index]),
            Gen.Int[0, 5],
            OneOf("name", "s3", "sub", "region"),
            OneOf("v", "eu-west-1", "\nx = 1\ny = 2", "", "/a/b c"),
            ConfigEdit (section, kind, name, value) =>
                kind switch
                {
                    0 or 1 => new SetSetting(section, name, value),
                    2 => new RemoveSetting(section, name),
                    3 => new SetNestedSetting(section, "s3", "sub", "9"),
                    4 => new RemoveNestedSetting(section, "s3", "sub"),
                    _ => new RemoveEmptySection(section),
                }
        );

    private static Gen<byte[]> Bytes { get; } =
        Gen.OneOf(Fuzzing.Bytes, Fuzzing.Text.Select(text => Encoding.UTF8.GetBytes(text)));

    private static Gen<SharedConfigFileKind> Kind { get; } =
        OneOf(SharedConfigFileKind.Config, SharedConfigFileKind.Credentials);

    [Fact]
    public void Every_byte_survives_decoding() =>
        Bytes.Sample(
            bytes => LosslessUtf8.Encode(LosslessUtf8.Decode(bytes)).AsSpan().SequenceEqual(bytes),
            iter: Fuzzing.Iterations
        );

    [Fact]
    public void An_edit_touches_whole_lines_of_its_own_sections_only() =>
        Gen.Select(Bytes, Kind, Edit)
            .Sample(
                (bytes, kind, edit) =>
                {
                    var text = LosslessUtf8.Decode(bytes);
                    if (Try(text, kind, [edit]) is not { } splices)
                    {
                        return;
                    }

                    var tree = ConfigSyntaxTree.Parse(text);
                    var own = SettingLocator.All(tree, kind, edit.Section);
                    foreach (var (span, _) in splices)
                    {
                        var isInOwn = own.Exists(section =>
                            span.Start >= tree.Lines[section.FirstLine].Span.Start
                            && span.End <= tree.Lines[section.FirstLine + section.LineCount - 1].Span.End
                        );
                        var isWhole =
                            span.Start == text.Length
                            || tree.Lines.ToArray().Any(line => line.Span.Start == span.Start)
                            || (span.IsEmpty && tree.Lines.ToArray().Any(line => line.Span.End == span.Start));
                        Assert.True(isWhole && (isInOwn || (span.IsEmpty && span.End == text.Length)));
                    }
                },
                iter: Fuzzing.Iterations
            );

    [Fact]
    public void The_reader_finds_what_was_set_and_nothing_else_changed() =>
        Gen.Select(Bytes, Kind, Edit.Array[1, 4])
            .Sample(
                (bytes, kind, edits) =>
                {
                    var text = LosslessUtf8.Decode(bytes);
                    if (Try(text, kind, edits) is not { } changes)
                    {
                        return;
                    }

                    var splices = Splice.FromChanges(text, changes);
                    var after = Splice.Apply(bytes, splices);
                    var undone = Splice.Apply(after, Inverse(splices));
                    Assert.Equal(bytes, undone);
                    if (edits is [.., SetSetting last])
                    {
                        Assert.Equal(last.Value, Read(after, kind, last.Section)[last.Name].Value);
                    }

                    if (edits is [.., RemoveSetting removed])
                    {
                        Assert.False(Read(after, kind, removed.Section).ContainsKey(removed.Name));
                    }

                    // What was done is not done again.
                    var again = LosslessUtf8.Decode(after);
                    if (edits is [SetSetting { Value: not ['\n', ..] }] or [RemoveSetting] or [RemoveEmptySection])
                    {
                        Assert.Empty(ConfigEditor.Apply(again, kind, edits));
                    }
                },
                iter: Fuzzing.Iterations
            );

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Few edits are refused, and each with words.</summary>
    private static IReadOnlyList<TextChange>? Try(string text, SharedConfigFileKind kind, ConfigEdit[] edits)
    {
        try
        {
            return ConfigEditor.Apply(text, kind, edits);
        }
        catch (RoleAssistException refused)
        {
            Assert.True(
                refused.Code is ErrorCode.InvalidArgument or ErrorCode.ConfigurationInvalid
                    && refused.Message.Length > 20
            );
            return null;
        }
    }

    private static IReadOnlyDictionary<string, Setting> Read(byte[] bytes, SharedConfigFileKind kind, SectionId id)
    {
        var document = SharedConfigReader.Read(LosslessUtf8.Decode(bytes), "", kind);
        var profiles =
            kind == SharedConfigFileKind.Config
                ? SharedConfigMerger.Merge(document, SharedConfigDocument.Empty)
                : SharedConfigMerger.Merge(SharedConfigDocument.Empty, document);
        var found =
            id.Kind == SectionKind.SsoSession
                ? profiles.SsoSessions.GetValueOrDefault(id.Name)
                : profiles.Find(id.Name);
        return found?.Settings ?? new Dictionary<string, Setting>();
    }

    private static IEnumerable<Splice> Inverse(IEnumerable<Splice> splices)
    {
        var growth = 0;
        foreach (var (offset, removed, added) in splices)
        {
            yield return new Splice(offset + growth, added, removed);
            growth += added.Length - removed.Length;
        }
    }
}
