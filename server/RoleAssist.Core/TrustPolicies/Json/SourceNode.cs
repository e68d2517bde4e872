using System.Text.Json;

namespace RoleAssist.Core.TrustPolicies.Json;

/// <summary>A JSON value with its position. Unlike in <see cref="JsonDocument"/>, repeated names are kept.</summary>
/// <param name="Text">The value of a string or a primitive; empty for objects and arrays.</param>
internal sealed record SourceNode(
    JsonTokenType Kind,
    string Text,
    SourcePlace Place,
    IReadOnlyList<SourceMember> Members,
    IReadOnlyList<SourceNode> Items
)
{
    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    public bool IsString => Kind == JsonTokenType.String;

    /// <summary>Gets the member of an object; the last one if the name is repeated, as parsers do.</summary>
    public SourceMember? this[string name] => Members.LastOrDefault(member => member.Name == name);

    /// <summary>Gets the items of an array, or the value itself: policies allow both wherever lists are allowed.</summary>
    public IReadOnlyList<SourceNode> AsList => IsArray ? Items : [this];
}

/// <summary>A member of a JSON object.</summary>
/// <param name="Place">The position of the name.</param>
internal sealed record SourceMember(string Name, SourcePlace Place, SourceNode Value);
