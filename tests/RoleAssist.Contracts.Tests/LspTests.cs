using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PolyType;
using RoleAssist.Contracts.Lsp;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Contracts.Tests;

/// <summary>Rules of the messages that LSP defines.</summary>
public class LspTests
{
    private static readonly Type[] Received = [.. ParamsOf(typeof(ILanguageServer)).SelectMany(WithMembers).Distinct()];

    [Fact]
    public void The_serializer_context_contains_every_message_type() =>
        Assert.All(
            ParamsOf(typeof(ILanguageServer)).Concat(ParamsOf(typeof(ILanguageClient))).Concat(Results),
            type => Assert.True(LspJsonContext.Default.GetTypeInfo(type) is not null, $"{type} is not in the context")
        );

    [Fact]
    public void The_messages_have_no_shapes_of_their_own() =>
        Assert.Empty(
            ParamsOf(typeof(ILanguageServer))
                .Concat(Results)
                .Except(
                    typeof(ILanguageServer)
                        .Assembly.GetCustomAttributes<TypeShapeExtensionAttribute>()
                        .Where(shape => shape.Kind == TypeShapeKind.None)
                        .Select(shape => shape.Target)
                )
        );

    /// <summary>Otherwise a client would take the edit of a closed file for one of any version.</summary>
    [Fact]
    public void The_version_of_a_closed_file_is_written_as_null()
    {
        var options = new JsonSerializerOptions(WireJsonContext.Default.Options);
        options.TypeInfoResolverChain.Add(LspJsonContext.Default);

        Assert.Equal(
            """{"documentChanges":[{"textDocument":{"uri":"a","version":null},"edits":[]}]}""",
            JsonSerializer.Serialize(
                new WorkspaceEdit([new TextDocumentEdit(new EditedDocument("a", null), [])]),
                (JsonTypeInfo<WorkspaceEdit>)options.GetTypeInfo(typeof(WorkspaceEdit))
            )
        );
    }

    [Fact]
    public void The_documentation_names_every_command_of_a_client()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "language-service.md"));

        Assert.All(
            typeof(LensCommands).GetProperties().Where(property => property.PropertyType == typeof(string)),
            command =>
                Assert.Contains(
                    $"\"{JsonNamingPolicy.CamelCase.ConvertName(command.Name)}\": \"",
                    page,
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>Every editor sends members that the host does not read, such as <c>rangeLength</c>.</summary>
    [Fact]
    public void Ignores_unknown_members_in_everything_that_a_client_sends()
    {
        Assert.Contains(typeof(TextPosition), Received);
        Assert.All(
            Received,
            type =>
                Assert.Equal(
                    JsonUnmappedMemberHandling.Skip,
                    type.GetCustomAttribute<JsonUnmappedMemberHandlingAttribute>()?.UnmappedMemberHandling
                )
        );
    }

    [Fact]
    public void Severities_are_numbers() =>
        Assert.Equal("3", JsonSerializer.Serialize(DiagnosticSeverity.Information, LspJsonContext.Default.Options));

    private static IEnumerable<Type> Results =>
        typeof(ILanguageServer)
            .GetMethods()
            .Where(method => method.ReturnType.IsGenericType)
            .Select(method => method.ReturnType.GetGenericArguments().Single());

    private static IEnumerable<Type> ParamsOf(Type contract) =>
        contract
            .GetMethods()
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Where(type => type != typeof(CancellationToken));

    /// <summary>Returns a record and those in its members, also in lists.</summary>
    private static IEnumerable<Type> WithMembers(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(WithMembers)
        : type.Assembly == typeof(LspJsonContext).Assembly && type.IsClass
            ? type.GetProperties().SelectMany(property => WithMembers(property.PropertyType)).Prepend(type)
        : [];
}
