using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Core.CodeGeneration;

/// <summary>
/// The text of a template: code in its language with holes in guillemets, which no language uses. A hole names a
/// <see cref="Fact"/> and says how it is written:
/// <list type="bullet">
/// <item><c>«roleArn»</c>: as a literal, with the delimiters that the language needs;</item>
/// <item><c>«comment profile»</c>: within a comment;</item>
/// <item><c>«identifier roleName»</c>: as a name.</item>
/// </list>
/// A line may hold nothing but one of these, and is then not in the code:
/// <list type="bullet">
/// <item><c>«if mfaSerial»</c>, <c>«if not mfaSerial»</c>, <c>«else»</c>, <c>«end»</c>: the lines between are there
/// if the fact is known, the option is on, or, within <c>each</c>, it is the <c>first</c>;
/// <c>sso</c> and <c>login</c> are there for what begins with IAM Identity Center or a console login, <c>temporary</c> for a
/// profile whose credentials are temporary as they are, <c>asIs</c> for one without a role or an MFA device, <c>wanted</c> for one that is to have a role, <c>chained</c>
/// for more than one role, and <c>webIdentity</c>, within <c>each</c>, for the role that a token is exchanged for;</item>
/// <item><c>«each role»</c>, <c>«end»</c>: the lines between, once for each <c>role</c> of the chain,
/// <c>chainedRole</c> (all but the first), <c>wantedRole</c> (the last) or <c>account</c>, whose facts they name;</item>
/// <item><c>«include read-mfa-code»</c>: the lines of the language's file <c>_read-mfa-code</c>, which templates share, as deep as this line;</item>
/// <item><c>«cursor»</c>: a line of a snippet where its reader goes on writing.</item>
/// </list>
/// Outside of <c>each</c> a role's facts are those of the first.
/// </summary>
internal sealed partial class TemplateText
{
    private static readonly ConcurrentDictionary<string, TemplateText> Read = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<Node> _nodes;

    private TemplateText(IReadOnlyList<Node> nodes) => _nodes = nodes;

    public static TemplateText Of(CodeLanguage language, CodeTemplate template) =>
        Read.GetOrAdd($"{language.Id}/{template.Name}", _ => Parse(Resource(language, template.Name), name => Resource(language, $"_{name}")));

    /// <summary>Writes the lines that the facts want.</summary>
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
                    Write(scope.Has(choice.Name) == choice.Wanted ? choice.Then : choice.Otherwise, root, scope, writer);
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
        using var stream = typeof(TemplateText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <param name="text">The template.</param>
    /// <param name="include">The text of another by name.</param>
    /// <exception cref="FormatException">A mistake of the template's author, which a test finds.</exception>
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
                    var included = Indented(include(directive.Groups["name"].Value), directive.Groups["indentation"].Value);
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
                    open.Push(new Block(new IfNode(directive.Groups["name"].Value, !directive.Groups["not"].Success, [], [])));
                    break;
                case "each":
                    open.Push(new Block(new EachNode(directive.Groups["name"].Value, [])));
                    break;
                default:
                    throw new FormatException($"Nothing is open for: {line}");
            }
        }

        return open.Count == 1 ? new TemplateText(open.Pop().Nodes) : throw new FormatException("An «end» is missing.");
    }

    private static string Indented(string text, string indentation) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : indentation + line));

    private static void AddLine(Block block, string line)
    {
        var end = 0;
        foreach (Match hole in Hole().Matches(line))
        {
            block.Add(new TextNode(line[end..hole.Index]));
            block.Add(HoleOf(hole.Groups[1].Value.Split(' ')));
            end = hole.Index + hole.Length;
        }

        var rest = line[end..];
        if (rest.AsSpan().ContainsAny('«', '»'))
        {
            throw new FormatException($"A hole is open: {line}");
        }

        block.Add(new TextNode(rest + "\n"));
    }

    private static HoleNode HoleOf(string[] words) => words switch
    {
        ["comment", var fact] => new HoleNode(FactOf(fact), HoleKind.Comment),
        ["identifier", var fact] => new HoleNode(FactOf(fact), HoleKind.Identifier),
        [var fact] => new HoleNode(FactOf(fact), HoleKind.Literal),
        _ => throw new FormatException($"No hole is: {string.Join(' ', words)}"),
    };

    private static Fact FactOf(string name) =>
        Fact.All.FirstOrDefault(fact => fact.Name == name) ?? throw new FormatException($"No fact is called {name}.");

    [GeneratedRegex(@"^(?<indentation>\s*)«((?<word>if|each|include)(?<not> not)? (?<name>\w[\w-]*)|(?<word>else|end|cursor))»$")]
    private static partial Regex Directive();

    [GeneratedRegex("«([^«»]*)»")]
    private static partial Regex Hole();

    private abstract record Node;

    private sealed record TextNode(string Text) : Node;

    private sealed record HoleNode(Fact Fact, HoleKind Kind) : Node;

    private sealed record CursorNode(string Indentation) : Node;

    private sealed record IfNode(string Name, bool Wanted, IReadOnlyList<Node> Then, IReadOnlyList<Node> Otherwise) : Node;

    private sealed record EachNode(string Collection, IReadOnlyList<Node> Body) : Node;

    private sealed class Block(Node? opener)
    {
        private readonly List<Node> _then = [];
        private readonly List<Node> _otherwise = [];

        public Node? Opener => opener;

        public bool IsElse { get; set; }

        public IReadOnlyList<Node> Nodes => _then;

        public void Add(Node node) => (IsElse ? _otherwise : _then).Add(node);

        public Node Close() => opener switch
        {
            IfNode choice => choice with { Then = _then, Otherwise = _otherwise },
            EachNode each => each with { Body = _then },
            _ => throw new InvalidOperationException("The text itself is not closed."),
        };
    }
}
