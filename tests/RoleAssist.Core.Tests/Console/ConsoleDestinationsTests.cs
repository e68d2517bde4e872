using RoleAssist.Core.Console;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Tests.Console;

public class ConsoleDestinationsTests
{
    private const string Account = "123456789012";

    [Theory]
    [InlineData("aws", "eu-central-1", "https://eu-central-1.console.aws.amazon.com/s3/home?region=eu-central-1")]
    [InlineData("aws-cn", "cn-north-1", "https://cn-north-1.console.amazonaws.cn/s3/home?region=cn-north-1")]
    [InlineData(
        "aws-us-gov",
        "us-gov-east-1",
        "https://us-gov-east-1.console.amazonaws-us-gov.com/s3/home?region=us-gov-east-1"
    )]
    [InlineData(
        "aws-eusc",
        "eusc-de-east-1",
        "https://eusc-de-east-1.console.amazonaws-eusc.eu/s3/home?region=eusc-de-east-1"
    )]
    public void Each_partition_has_its_own_hosts(string partition, string region, string address) =>
        Assert.Equal(address, Resolve(new ConsolePlace("s3"), partition, region).Url.AbsoluteUri);

    [Theory]
    [InlineData("aws", "https://signin.aws.amazon.com/federation")]
    [InlineData("aws-cn", "https://signin.amazonaws.cn/federation")]
    [InlineData("aws-us-gov", "https://signin.amazonaws-us-gov.com/federation")]
    [InlineData("aws-eusc", "https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation")]
    public void Each_partition_has_its_own_sign_in(string partition, string address) =>
        Assert.Equal(address, HostsOf(partition).Federation.Url.AbsoluteUri);

    [Theory]
    [InlineData("aws-iso")]
    [InlineData("aws-iso-b")]
    [InlineData("aws-iso-e")]
    [InlineData("aws-iso-f")]
    public void The_console_of_other_partitions_is_not_known(string partition) =>
        Assert.Null(ConsolePartition.Find(partition));

    [Theory]
    [InlineData(null, "console/home?region=eu-west-1", "eu-west-1")]
    [InlineData("LAMBDA", "lambda/home?region=eu-west-1", "eu-west-1")]
    [InlineData("cfn", "cloudformation/home?region=eu-west-1", "eu-west-1")]
    [InlineData("logs", "cloudwatch/home?region=eu-west-1#logsV2:log-groups", "eu-west-1")]
    [InlineData("iam", "iam/home?region=us-east-1", "us-east-1")]
    [InlineData("brand-new", "go/view?service=brand-new&region=eu-west-1", "eu-west-1")]
    public void A_service_is_named(string? service, string page, string region) =>
        Assert.Equal(
            $"https://{region}.console.aws.amazon.com/{page}",
            Resolve(new ConsolePlace(service), region: "eu-west-1").Url.AbsoluteUri
        );

    [Fact]
    public void The_table_of_services_is_complete_and_without_doubles()
    {
        var names = ConsoleServices.All.SelectMany(service => service.OtherNames.Prepend(service.Name)).ToList();

        Assert.True(ConsoleServices.All.Count >= 84);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9-]+$", name));
        Assert.All(
            ConsoleServices.All,
            service => Assert.StartsWith("https://", Resolve(new ConsolePlace(service.Name)).Url.AbsoluteUri)
        );
    }

    [Theory]
    [InlineData("arn:aws:s3:::bucket", "s3/buckets/bucket?tab=objects&region=eu-west-1")]
    [InlineData("arn:aws:s3:::bucket/a b/c?d.txt", "s3/object/bucket?prefix=a%20b%2Fc%3Fd.txt&region=eu-west-1")]
    [InlineData(
        "arn:aws:lambda:eu-west-2:123456789012:function:job:live",
        "lambda/home?region=eu-west-2#/functions/job"
    )]
    [InlineData("arn:aws:iam::123456789012:role/path/admin", "iam/home?region=us-east-1#/roles/details/admin")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/admin/ana", "iam/home?region=us-east-1#/roles/details/admin")]
    [InlineData("arn:aws:iam::123456789012:user/ana", "iam/home?region=us-east-1#/users/details/ana")]
    [InlineData(
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "iam/home?region=us-east-1#/policies/details/arn:aws:iam::aws:policy%2FReadOnlyAccess"
    )]
    [InlineData(
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc",
        "ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0abc"
    )]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:table/t", "dynamodbv2/home?region=eu-west-1#table?name=t")]
    [InlineData(
        "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/job:*",
        "cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fjob"
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:q",
        "sqs/v3/home?region=eu-west-1#/queues/https:%2F%2Fsqs.eu-west-1.amazonaws.com%2F123456789012%2Fq"
    )]
    [InlineData(
        "arn:aws:sns:eu-west-1:123456789012:t",
        "sns/v3/home?region=eu-west-1#/topic/arn:aws:sns:eu-west-1:123456789012:t"
    )]
    [InlineData(
        "arn:aws:cloudformation:eu-west-1:123456789012:stack/s/1-2",
        "cloudformation/home?region=eu-west-1#/stacks/stackinfo?stackId=arn:aws:cloudformation:eu-west-1:123456789012:stack%2Fs%2F1-2"
    )]
    [InlineData("arn:aws:ecs:eu-west-1:123456789012:service/c/s", "ecs/v2/clusters/c/services/s?region=eu-west-1")]
    [InlineData("arn:aws:rds:eu-west-1:123456789012:db:d", "rds/home?region=eu-west-1#database:id=d;is-cluster=false")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/1-2", "kms/home?region=eu-west-1#/kms/keys/1-2")]
    [InlineData(
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db/pass-AbCdEf",
        "secretsmanager/secret?name=db%2Fpass&region=eu-west-1"
    )]
    [InlineData(
        "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b",
        "systems-manager/parameters/%2Fa%2Fb/description?region=eu-west-1"
    )]
    [InlineData(
        "arn:aws:states:eu-west-1:123456789012:stateMachine:m",
        "states/home?region=eu-west-1#/statemachines/view/arn:aws:states:eu-west-1:123456789012:stateMachine:m"
    )]
    [InlineData(
        "arn:aws:apigateway:eu-west-1::/restapis/abc/stages/x",
        "apigateway/main/apis/abc/resources?api=abc&region=eu-west-1"
    )]
    [InlineData(
        "arn:aws:ecr:eu-west-1:123456789012:repository/a/b",
        "ecr/repositories/private/123456789012/a/b?region=eu-west-1"
    )]
    [InlineData(
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:too hot",
        "cloudwatch/home?region=eu-west-1#alarmsV2:alarm/too%20hot"
    )]
    [InlineData(
        "arn:aws:codebuild:eu-west-1:123456789012:project/p",
        "codesuite/codebuild/123456789012/projects/p/history?region=eu-west-1"
    )]
    [InlineData("arn:aws:glue:eu-west-1:123456789012:job/j", "glue/home?region=eu-west-1")]
    [InlineData("arn:aws:newservice:eu-west-1:123456789012:x/y", "go/view?service=newservice&region=eu-west-1")]
    public void An_arn_leads_to_its_resource(string arn, string page)
    {
        var found = Resolve(new ConsolePlace(arn), region: "eu-west-1");

        Assert.Equal($"https://{found.Region}.console.aws.amazon.com/{page}", found.Url.AbsoluteUri);
        Assert.Null(found.Note is { } note && !note.Contains("does not know", StringComparison.Ordinal) ? note : null);
    }

    [Theory]
    [InlineData("arn:aws:s3:::../../evil")]
    [InlineData("arn:aws:s3:::..")]
    [InlineData("arn:aws:s3:::bucket/../../../evil")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:x&region=evil#/y")]
    [InlineData("arn:aws:ecr:eu-west-1:123456789012:repository/../../../../@evil.example/")]
    [InlineData("arn:aws:ecs:eu-west-1:123456789012:cluster/..")]
    [InlineData("arn:aws:codepipeline:eu-west-1:123456789012:..")]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:table/<script>alert(1)</script>")]
    [InlineData("arn:aws:ec2:eu-west-1:123456789012:instance/%2e%2e%2f%0d%0aSet-Cookie:x")]
    [InlineData("arn:aws:iam::123456789012:role//evil.example")]
    public void A_hostile_arn_stays_within_the_console(string arn)
    {
        var page = Resolve(new ConsolePlace(arn)).Url;

        Assert.EndsWith(".console.aws.amazon.com", page.Host, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\\s<>\"\\\\^`{}]", page.AbsoluteUri);
        Assert.DoesNotContain("//", page.AbsolutePath, StringComparison.Ordinal);
        Assert.NotEqual("/evil", page.AbsolutePath);
    }

    [Theory]
    [InlineData("arn:aws-cn:s3:::bucket", "partition aws-cn")]
    [InlineData("arn:aws:s3:::bucket\n", "not an ARN")]
    [InlineData("arn:aws:s3:::bucket\u202e", "not an ARN")]
    [InlineData("arn:aws:lambda:cn-north-1:123456789012:function:x", "not in the session's partition")]
    [InlineData("s3/../x", "neither a service nor an ARN")]
    [InlineData("lamda", null)]
    [InlineData("Lamda", "neither a service nor an ARN")]
    [InlineData("s3?x=y", "neither a service nor an ARN")]
    public void What_is_no_page_is_refused(string service, string? reason)
    {
        if (reason is null)
        {
            Assert.Contains("does not know", Resolve(new ConsolePlace(service)).Note, StringComparison.Ordinal);
            return;
        }

        var fault = Assert.Throws<RoleAssistException>(() => Resolve(new ConsolePlace(service)));
        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-2&tab=x#frag", true)]
    [InlineData("https://console.aws.amazon.com/", true)]
    [InlineData("https://123456789012-abcdefgh.eu-west-1.console.aws.amazon.com/ec2/home", true)]
    [InlineData("http://eu-west-1.console.aws.amazon.com/", false)]
    [InlineData("https://eu-west-1.console.aws.amazon.com:8443/", false)]
    [InlineData("https://user@eu-west-1.console.aws.amazon.com/", false)]
    [InlineData("https://eu-west-1.console.aws.amazon.com.evil.example/", false)]
    [InlineData("https://evil-console.aws.amazon.com/", false)]
    [InlineData("https://evil.example/?x=.console.aws.amazon.com", false)]
    [InlineData("https://evil.example\\.console.aws.amazon.com/", false)]
    [InlineData("https://console.amazonaws.cn/", false)]
    [InlineData("//console.aws.amazon.com/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/s3/home", false)]
    public void A_whole_address_must_be_of_the_partitions_console(string address, bool isAllowed)
    {
        var place = new ConsolePlace(Destination: address);
        if (isAllowed)
        {
            Assert.Equal(address, Resolve(place).Url.AbsoluteUri);
        }
        else
        {
            var fault = Assert.Throws<RoleAssistException>(() => Resolve(place));
            Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        }
    }

    [Fact]
    public void A_whole_address_tells_service_and_region()
    {
        var found = Resolve(
            new ConsolePlace(Destination: "https://console.aws.amazon.com/sqs/v3/home?a=b&region=ap-south-1#/queues")
        );

        Assert.Equal(("sqs", "ap-south-1"), (found.Service, found.Region));
    }

    [Fact]
    public void An_arn_of_another_account_is_remarked_on()
    {
        var found = Resolve(new ConsolePlace("arn:aws:sqs:eu-west-1:999999999999:q"));

        Assert.Contains("999999999999", found.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a region")]
    [InlineData("evil.example#")]
    [InlineData("us-gov-west-1")]
    public void A_region_must_be_of_the_partition(string region) =>
        Assert.Throws<RoleAssistException>(() => Resolve(new ConsolePlace("s3", region)));

    private static ConsoleDestination Resolve(ConsolePlace place, string partition = "aws", string? region = null) =>
        ConsoleDestinations.Resolve(HostsOf(partition), place, region, Account);

    private static ConsoleHosts HostsOf(string partition) =>
        ConsoleHosts.OfAws(ConsolePartition.Find(partition)!, Partitions.Find(partition)!);
}
