using System.CommandLine;
using RoleAssist.Core.Delivery;

namespace RoleAssist.Host.CommandLine.Verbs;

internal static class CommonOptions
{
    /// <summary>How credentials reach a program.</summary>
    public static Option<DeliveryMode> Delivery(params IReadOnlyList<DeliveryMode> modes)
    {
        var names = modes.Select(NameOf).ToArray();
        var option = new Option<DeliveryMode>("--delivery")
        {
            Description = "How the credentials reach it: environment by default; endpoint and profile keep them fresh, and auto chooses what wins.",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => DeliveryMode.Environment,
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static string NameOf(DeliveryMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>Added to a PROFILE that may be left out.</summary>
    public const string WithoutProfile = " Without one: the credentials that AWS' tools would take here.";

    public static Argument<string> Profile() => Names(new Argument<string>("PROFILE")
    {
        Description = "A profile of the AWS files, or a role: its ARN or ACCOUNT/NAME.",
    });

    public static Argument<string[]> Profiles() => Names(new Argument<string[]>("PROFILE")
    {
        Description = "Profiles of the AWS files, or roles: their ARNs or ACCOUNT/NAME.",
        Arity = ArgumentArity.OneOrMore,
    });

    /// <summary>A mistyped option would otherwise be taken for one more name.</summary>
    private static T Names<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
            {
                result.AddError($"There is no option '{option.Value}'.");
            }
        });
        return argument;
    }
}
