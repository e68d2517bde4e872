using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RoleAssist.Contracts.Tests.Generation;

/// <summary>
/// Converts C# doc comments to descriptions for the wire: one line, with names and code in backticks.
/// </summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(WireJsonContext).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static string? OfType(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    /// <summary>A positional record documents its properties as parameters.</summary>
    public static string? OfProperty(Type type, string jsonName) =>
        Text(
            Find($"T:{type.FullName}")
                ?.Elements("param")
                .SingleOrDefault(parameter => CamelCase(parameter.Attribute("name")!.Value) == jsonName)
        );

    public static string? OfEnumMember(Type type, string name) =>
        Text(Find($"F:{type.FullName}.{name}")?.Element("summary"));

    public static string? OfMethod(MethodInfo method) =>
        Text(
            Members
                .SingleOrDefault(member =>
                    member.Key.Split('(')[0] == $"M:{method.DeclaringType!.FullName}.{method.Name}"
                )
                .Value?.Element("summary")
        );

    private static XElement? Find(string name) => Members.GetValueOrDefault(name);

    private static string? Text(XElement? element) =>
        element is null ? null : Whitespace().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "paramref" } parameter => $"`{CamelCase(parameter.Attribute("name")!.Value)}`",
            XElement { Name.LocalName: "see" } see => $"`{WireName(see.Attribute("cref")!.Value)}`",
            _ => throw new NotSupportedException($"The contract's comments cannot hold {node}."),
        };

    /// <summary>
    /// Returns the wire name of a <c>cref</c>: types keep their names, properties start in lower case.
    /// </summary>
    private static string WireName(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        var owner = cref.Split('.')[^2];
        return cref[0] switch
        {
            'T' => name,
            'F' => $"{owner}.{name}",
            'P' => $"{owner}.{CamelCase(name)}",
            _ => throw new NotSupportedException($"The contract's comments cannot refer to {cref}."),
        };
    }

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
