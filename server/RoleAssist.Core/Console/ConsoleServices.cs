using System.Collections.Frozen;

namespace RoleAssist.Core.Console;

/// <summary>The services that the console is opened at by name. The console itself finds others by theirs.</summary>
public static class ConsoleServices
{
    /// <summary>Marks a global service.</summary>
    private const string Global = "global";

    /// <summary>Names, title, path and whether the service is global.</summary>
    private const string Table = """
        acm | Certificate Manager | acm/home
        amplify | Amplify | amplify/home
        apigateway api apigw | API Gateway | apigateway/main/apis
        appconfig | AppConfig | systems-manager/appconfig
        appflow | AppFlow | appflow/home
        apprunner | App Runner | apprunner/home
        appsync | AppSync | appsync/home
        athena | Athena | athena/home
        autoscaling asg | EC2 Auto Scaling | ec2/home#AutoScalingGroups:
        backup | Backup | backup/home
        batch | Batch | batch/home
        bedrock | Bedrock | bedrock/home
        billing bill | Billing | billing/home | global
        budgets | Budgets | billing/home#/budgets | global
        chatbot | Chatbot | chatbot/home | global
        cloud9 c9 | Cloud9 | cloud9/home
        cloudformation cfn cf | CloudFormation | cloudformation/home
        cloudfront | CloudFront | cloudfront/v4/home | global
        cloudhsm | CloudHSM | cloudhsm/home
        cloudmap servicediscovery | Cloud Map | cloudmap/home
        cloudshell | CloudShell | cloudshell/home
        cloudtrail trail | CloudTrail | cloudtrailv2/home
        cloudwatch cw | CloudWatch | cloudwatch/home
        codeartifact | CodeArtifact | codesuite/codeartifact/home
        codebuild cb | CodeBuild | codesuite/codebuild/home
        codecommit | CodeCommit | codesuite/codecommit/home
        codedeploy | CodeDeploy | codesuite/codedeploy/home
        codepipeline cp | CodePipeline | codesuite/codepipeline/home
        cognito cognito-idp | Cognito | cognito/v2/home
        comprehend | Comprehend | comprehend/home
        compute-optimizer | Compute Optimizer | compute-optimizer/home
        config | Config | config/home
        connect | Connect | connect/v2/app
        controltower | Control Tower | controltower/home
        costexplorer ce | Cost Explorer | costmanagement/home | global
        databrew | Glue DataBrew | databrew/home
        datasync | DataSync | datasync/home
        detective | Detective | detective/home
        directconnect dx | Direct Connect | directconnect/v2/home
        directoryservice ds | Directory Service | directoryservicev2/home
        dms | Database Migration Service | dms/v2/home
        docdb | DocumentDB | docdb/home
        dynamodb ddb | DynamoDB | dynamodbv2/home
        ebs | Elastic Block Store | ec2/home#Volumes:
        ec2 | EC2 | ec2/home
        ecr | Elastic Container Registry | ecr/home
        ecs | Elastic Container Service | ecs/v2/clusters
        efs elasticfilesystem | Elastic File System | efs/home
        eks | Elastic Kubernetes Service | eks/home
        elasticache | ElastiCache | elasticache/home
        elasticbeanstalk eb beanstalk | Elastic Beanstalk | elasticbeanstalk/home
        elb elbv2 elasticloadbalancing | Elastic Load Balancing | ec2/home#LoadBalancers:
        emr elasticmapreduce | EMR | emr/home
        eventbridge events | EventBridge | events/home
        firehose | Data Firehose | firehose/home
        fis | Fault Injection Service | fis/home
        fsx | FSx | fsx/home
        gamelift | GameLift | gamelift/home
        globalaccelerator | Global Accelerator | globalaccelerator/home | global
        glue | Glue | glue/home
        grafana | Managed Grafana | grafana/home
        greengrass | IoT Greengrass | iot/home#/greengrassIntro
        guardduty gd | GuardDuty | guardduty/home
        health phd | Health | health/home | global
        iam | IAM | iam/home | global
        identitycenter sso | IAM Identity Center | singlesignon/home
        imagebuilder | EC2 Image Builder | imagebuilder/home
        inspector inspector2 | Inspector | inspector/v2/home
        iot | IoT Core | iot/home
        kendra | Kendra | kendra/home
        keyspaces cassandra | Keyspaces | keyspaces/home
        kinesis | Kinesis | kinesis/home
        kms | Key Management Service | kms/home
        lakeformation lf | Lake Formation | lakeformation/home
        lambda l fn | Lambda | lambda/home
        lex | Lex | lexv2/home
        license-manager | License Manager | license-manager/home
        lightsail | Lightsail | lightsail/home
        location | Location Service | location/home
        logs cwl | CloudWatch Logs | cloudwatch/home#logsV2:log-groups
        macie macie2 | Macie | macie/home
        mediaconvert | MediaConvert | mediaconvert/home
        memorydb | MemoryDB | memorydb/home
        mq | MQ | amazon-mq/home
        msk kafka | Managed Streaming for Kafka | msk/home
        mwaa airflow | Managed Airflow | mwaa/home
        neptune | Neptune | neptune/home
        opensearch es aos | OpenSearch | aos/home
        organizations org orgs | Organizations | organizations/v2/home | global
        parameterstore | Parameter Store | systems-manager/parameters
        pinpoint | Pinpoint | pinpoint/home
        polly | Polly | polly/home
        ram | Resource Access Manager | ram/home
        rds | RDS | rds/home
        redshift | Redshift | redshiftv2/home
        rekognition | Rekognition | rekognition/home
        resource-explorer | Resource Explorer | resource-explorer/home
        resource-groups | Resource Groups | resource-groups/home
        route53 r53 dns | Route 53 | route53/v2/home | global
        route53resolver | Route 53 Resolver | route53resolver/home
        s3 | S3 | s3/home
        sagemaker | SageMaker | sagemaker/home
        scheduler | EventBridge Scheduler | scheduler/home
        secretsmanager sm secrets | Secrets Manager | secretsmanager/home
        securityhub sh | Security Hub | securityhub/home
        servicecatalog sc | Service Catalog | servicecatalog/home
        servicequotas quotas | Service Quotas | servicequotas/home
        ses | Simple Email Service | ses/home
        shield | Shield | wafv2/shieldv2 | global
        sns | Simple Notification Service | sns/v3/home
        sqs | Simple Queue Service | sqs/v3/home
        ssm systems-manager | Systems Manager | systems-manager/home
        states sfn stepfunctions | Step Functions | states/home
        storagegateway | Storage Gateway | storagegateway/home
        support | Support | support/home | global
        tag tags | Tag Editor | resource-groups/tag-editor
        textract | Textract | textract/home
        timestream | Timestream | timestream/home
        transfer | Transfer Family | transfer/home
        trustedadvisor ta | Trusted Advisor | trustedadvisor/home | global
        vpc | VPC | vpcconsole/home
        waf wafv2 | WAF | wafv2/homev2
        wellarchitected | Well-Architected Tool | wellarchitected/home
        workspaces | WorkSpaces | workspaces/v2/home
        xray | X-Ray | cloudwatch/home#xray:traces/query
        """;

    private static readonly Lazy<IReadOnlyList<ConsoleService>> Parsed = new(() =>
        [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
    );

    private static readonly Lazy<FrozenDictionary<string, ConsoleService>> ByName = new(() =>
        All.SelectMany(service => service.OtherNames.Prepend(service.Name), (service, name) => (service, name))
            .ToFrozenDictionary(one => one.name, one => one.service, StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>Gets the services, by their names in order.</summary>
    public static IReadOnlyList<ConsoleService> All => Parsed.Value;

    /// <summary>Returns the service with that name; null if it is not in the list.</summary>
    public static ConsoleService? Find(string name) => ByName.Value.GetValueOrDefault(name);

    private static ConsoleService Parse(string line)
    {
        var columns = line.Split('|', StringSplitOptions.TrimEntries);
        var names = columns[0].Split(' ');
        return new ConsoleService(names[0], columns[1], columns[2], columns is [_, _, _, Global], names[1..]);
    }
}
