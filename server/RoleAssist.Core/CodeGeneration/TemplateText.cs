using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// The text of a template: code with placeholders in guillemets, which no language uses. A placeholder names a
/// <see cref="Fact"/> and how to write it:
/// <list type="bullet">
/// <item><c>«roleArn»</c>: as a literal, including delimiters;</item>
/// <item><c>«comment profile»</c>: as text in a comment;</item>
/// <item><c>«identifier roleName»</c>: as an identifier.</item>
/// </list>
/// Lines that contain only one of these directives are not part of the code:
/// <list type="bullet">
/// <item><c>«if mfaSerial»</c>, <c>«if not mfaSerial»</c>, <c>«else»</c>, <c>«end»</c>: include the lines between if
/// the fact is known, the option is on, or the flag is set: <c>sso</c> and <c>login</c> (source credentials from IAM
/// Identity Center or a console login), <c>temporary</c> (the profile's own credentials are temporary), <c>asIs</c>
/// (neither a role nor an MFA device), <c>wanted</c> (a role, or no profile), <c>chained</c> (more than one role) and,
/// within <c>each</c>, <c>first</c> and <c>webIdentity</c> (a role assumed with a web identity token);</item>
/// <item><c>«each role»</c>, <c>«end»</c>: repeats the lines between for each <c>role</c> of the chain,
/// <c>chainedRole</c> (all but the first), <c>wantedRole</c> (the last) or <c>account</c>, with its facts;</item>
/// <item><c>«include read-mfa-code»</c>: inserts the language's shared file <c>_read-mfa-code</c> with this line's
/// indentation;</item>
/// <item><c>«cursor»</c>: in a snippet, the line where the user continues.</item>
/// </list>
/// Outside of <c>each</c>, role facts are those of the first role.
/// </summary>
internal sealed partial class TemplateText
{
    private static readonly ConcurrentDictionary<string, TemplateText> Cache = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<Node> _nodes;

    private TemplateText(IReadOnlyList<Node> nodes) => _nodes = nodes;

    public static TemplateText Get(CodeLanguage language, CodeTemplate template) =>
        Cache.GetOrAdd(
            $"{language.Id}/{template.Name}",
            _ => Parse(Resource(language, template.Name), name => Resource(language, $"_{name}"))
        );

    /// <summary>Writes the lines that apply to the facts.</summary>
    public void Write(FactScope scope, ICodeWriter writer) => Write(_nodes, scope, scope, writer);

    private static void Write(IReadOnlyList<Node> nodes, FactScope root, FactScope scope, ICodeWriter writer)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    writer.Text(text.Text);
                    break;
                case HoleNode hole:
                    writer.Hole(scope[hole.Fact], hole.Kind);
                    break;
                case CursorNode cursor:
                    writer.CursorLine(cursor.Indentation);
                    break;
                case IfNode choice:
                    Write(
                        scope.Has(choice.Name) == choice.Wanted ? choice.Then : choice.Otherwise,
                        root,
                        scope,
                        writer
                    );
                    break;
                case EachNode each:
                    foreach (var item in root.Collections[each.Collection])
                    {
                        Write(each.Body, root, item, writer);
                    }

                    break;
            }
        }
    }

    private static string Resource(CodeLanguage language, string file)
    {
        var name = $"{language.Id.Replace("-", "", StringComparison.Ordinal)}/templates/{file}{language.Extension}";
        using var stream =
            typeof(TemplateText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Template {name} not found.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <param name="text">The template's text.</param>
    /// <param name="include">Returns the text of an included file by name.</param>
    /// <exception cref="FormatException">The template is invalid. A test parses all templates.</exception>
    internal static TemplateText Parse(string text, Func<string, string> include)
    {
        var open = new Stack<Block>([new Block(null)]);
        foreach (var line in text.Split('\n').SkipLast(1))
        {
            if (Directive().Match(line) is not { Success: true } directive)
            {
                AddLine(open.Peek(), line);
                continue;
            }

            switch (directive.Groups["word"].Value)
            {
                case "include":
                    var included = Indent(
                        include(directive.Groups["name"].Value),
                        directive.Groups["indentation"].Value
                    );
                    Parse(included, include)._nodes.ToList().ForEach(open.Peek().Add);
                    break;
                case "cursor":
                    open.Peek().Add(new CursorNode(directive.Groups["indentation"].Value));
                    break;
                case "else" when open.Peek() is { Opener: IfNode, IsElse: false } block:
                    block.IsElse = true;
                    break;
                case "end" when open.Count > 1:
                    var closed = open.Pop();
                    open.Peek().Add(closed.Close());
                    break;
                case "if":
                    open.Push(
                        new Block(new IfNode(directive.Groups["name"].Value, !directive.Groups["not"].Success, [], []))
                    );
                    break;
                case "each":
                    open.Push(new Block(new EachNode(directive.Groups["name"].Value, [])));
                    break;
                default:
                    throw new FormatException($"Unexpected directive: {line}");
            }
        }

        return open.Count == 1 ? new TemplateText(open.Pop().Nodes) : throw new FormatException("Missing «end».");
    }

    private static string Indent(string text, string indentation) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : indentation + line));

    private static void AddLine(Block block, string line)
    {
        var end = 0;
        foreach (Match hole in Hole().Matches(line))
        {
            block.Add(new TextNode(line[end..hole.Index]));
            block.Add(ParseHole(hole.Groups[1].Value.Split(' ')));
            end = hole.Index + hole.Length;
        }

        var rest = line[end..];
        if (rest.AsSpan().ContainsAny('«', '»'))
        {
            throw new FormatException($"Unclosed placeholder: {line}");
        }

        block.Add(new TextNode(rest + "\n"));
    }

    private static HoleNode ParseHole(string[] words) =>
        words switch
        {
            ["comment", var fact] => new HoleNode(ParseFact(fact), HoleKind.Comment),
            ["identifier", var fact] => new HoleNode(ParseFact(fact), HoleKind.Identifier),
            [var fact] => new HoleNode(ParseFact(fact), HoleKind.Literal),
            _ => throw new FormatException($"Invalid placeholder: {string.Join(' ', words)}"),
        };

    private static Fact ParseFact(string name) =>
        Fact.All.FirstOrDefault(fact => fact.Name == name) ?? throw new FormatException($"Unknown fact: {name}");

    [GeneratedRegex(
        @"^(?<indentation>\s*)«((?<word>if|each|include)(?<not> not)? (?<name>\w[\w-]*)|(?<word>else|end|cursor))»$"
    )]
    private static partial Regex Directive();

    [GeneratedRegex("«([^«»]*)»")]
    private static partial Regex Hole();

    private abstract record Node;

    private sealed record TextNode(string Text) : Node;

    private sealed record HoleNode(Fact Fact, HoleKind Kind) : Node;

    private sealed record CursorNode(string Indentation) : Node;

    private sealed record IfNode(string Name, bool Wanted, IReadOnlyList<Node> Then, IReadOnlyList<Node> Otherwise)
        : Node;

    private sealed record EachNode(string Collection, IReadOnlyList<Node> Body) : Node;

    private sealed class Block(Node? opener)
    {
        private readonly List<Node> _then = [];
        private readonly List<Node> _otherwise = [];

        public Node? Opener => opener;

        public bool IsElse { get; set; }

        public IReadOnlyList<Node> Nodes => _then;

        public void Add(Node node) => (IsElse ? _otherwise : _then).Add(node);

        public Node Close() =>
            opener switch
            {
                IfNode choice => choice with { Then = _then, Otherwise = _otherwise },
                EachNode each => each with { Body = _then },
                _ => throw new InvalidOperationException("The root block cannot be closed."),
            };
    }
}
