using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Contracts.Lsp;

namespace RoleAssist.Contracts.Tests;

/// <summary>Rules of the messages that LSP defines.</summary>
public class LspTests
{
    private static readonly Type[] Received = [.. ParamsOf(typeof(ILanguageServer)).SelectMany(WithMembers).Distinct()];

    [Fact]
    public void The_serializer_context_contains_every_message_type() =>
        Assert.All(
            ParamsOf(typeof(ILanguageServer)).Concat(ParamsOf(typeof(ILanguageClient))),
            type => Assert.NotNull(LspJsonContext.Default.GetTypeInfo(type))
        );

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

    private static IEnumerable<Type> ParamsOf(Type contract) =>
        contract.GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);

    /// <summary>Returns a record and those in its members, also in lists.</summary>
    private static IEnumerable<Type> WithMembers(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(WithMembers)
        : type.Assembly == typeof(LspJsonContext).Assembly && type.IsClass
            ? type.GetProperties().SelectMany(property => WithMembers(property.PropertyType)).Prepend(type)
        : [];
}
