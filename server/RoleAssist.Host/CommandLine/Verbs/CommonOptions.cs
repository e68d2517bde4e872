using System.CommandLine;
using RoleAssist.Core.Delivery;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>Options and arguments that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>Creates the option for how credentials are delivered to a program.</summary>
    public static Option<DeliveryMode> Delivery(params IReadOnlyList<DeliveryMode> modes)
    {
        var names = modes.Select(mode => mode.ToName()).ToArray();
        var option = new Option<DeliveryMode>("--delivery")
        {
            Description =
                "How the credentials are delivered: environment (the default), endpoint or profile, which keep "
                + "them fresh, or auto, which selects a delivery that takes precedence.",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => DeliveryMode.Environment,
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static Argument<string> Profile() =>
        Names(
            new Argument<string>("PROFILE")
            {
                Description = "A profile in the AWS files, or a role as an ARN or ACCOUNT/NAME.",
            }
        );

    /// <param name="defaultsTo">What is used if the argument is missing.</param>
    public static Argument<string> OptionalProfile(string defaultsTo = "the credentials that AWS tools would use here")
    {
        var profile = Profile();
        profile.Arity = ArgumentArity.ZeroOrOne;
        profile.Description += $" Defaults to {defaultsTo}.";
        return profile;
    }

    public static Argument<string[]> Profiles() =>
        Names(
            new Argument<string[]>("PROFILE")
            {
                Description = "Profiles in the AWS files, or roles as ARNs or ACCOUNT/NAME.",
                Arity = ArgumentArity.OneOrMore,
            }
        );

    /// <summary>Rejects a mistyped option, which would otherwise be taken for a profile name.</summary>
    public static T Names<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
            {
                result.AddError($"Unrecognized option '{option.Value}'.");
            }
        });
        return argument;
    }
}
