// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension ClientSession {
    /// What is in a database, read in one transaction that writes nothing.
    func survey(of database: String, counting: Bool) async throws(IntegrationError) -> DatabaseSurvey {
        let rows = try await rows(SurveyScript.text(counting: counting), in: database)
        var facts: [String: String] = [:]
        var extensions: [String: String] = [:]
        var roles: [String] = []
        var tables: [DumpedTable] = []
        for row in rows {
            let values = row.map { $0 ?? "" }
            switch values.first {
            case "fact" where values.count == 3: facts[values[1]] = values[2]
            case "extension" where values.count == 3: extensions[values[1]] = values[2]
            case "role" where values.count == 2: roles.append(values[1])
            case "table" where values.count == 4:
                tables.append(DumpedTable(schema: values[1], name: values[2], rows: max(0, Int64(values[3]) ?? 0)))
            default: break
            }
        }
        guard let version = facts["version"].flatMap({ ProgramVersion(in: $0) }), let bytes = facts["bytes"] else {
            throw IntegrationError(.malformedReply, "\(place) did not say what database \(database) is.")
        }
        return DatabaseSurvey(
            database: database, serverVersion: version.description, bytes: Int64(bytes) ?? 0,
            encoding: facts["encoding"] ?? "", collation: facts["collation"] ?? "", extensions: extensions,
            roles: roles.sorted(),
            tables: tables.sorted { ($0.schema, $0.name) < ($1.schema, $1.name) }, isCounted: counting)
    }
}

/// The SQL of a survey.
enum SurveyScript {
    /// Which relations a dump has data of: tables and partitions, but no system's, no session's, and of an extension's
    /// own only those whose rows it has dumped.
    static let dumped = """
        c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            and (
                not exists (
                    select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                or exists (select from pg_extension e where c.oid = any (e.extconfig)))
        """

    private static let facts = """
        select 'fact', 'version', current_setting('server_version');
        select 'fact', 'bytes', pg_database_size(current_database());
        select 'fact', 'encoding', pg_encoding_to_char(encoding) from pg_database where datname = current_database();
        select 'fact', 'collation', datcollate from pg_database where datname = current_database();
        select 'extension', extname, extversion from pg_extension;
        select distinct 'role', rolname from (
            select pg_get_userbyid(refobjid) as rolname from pg_shdepend
            where refclassid = 'pg_authid'::regclass
                and dbid = (select oid from pg_database where datname = current_database())
            union
            select pg_get_userbyid(c.relowner) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            union
            select pg_get_userbyid(nspowner) from pg_namespace
            where nspname <> 'information_schema' and nspname !~ '^pg_') found;

        """

    static func text(counting: Bool) -> String {
        // Rows that a policy hides would be missing from the count, as pg_dump would miss them: both refuse.
        "begin isolation level repeatable read read only;\nset local row_security = off;\n" + facts
            + (counting ? counted : estimated) + "commit;\n"
    }

    private static let estimated = """
        select 'table', n.nspname, c.relname, greatest(c.reltuples, 0)::bigint
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where \(dumped);

        """

    /// A statement for each table, run one by one. Without the rows of tables that inherit: those are tables too. Of an
    /// extension's table only the rows that it has dumped, because the others come with the extension.
    private static let counted = """
        select format(
            'select ''table'', %L, %L, count(*) from only %I.%I %s',
            n.nspname, c.relname, n.nspname, c.relname, own.condition)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join (
                select unnest(extconfig) as oid, unnest(extcondition) as condition from pg_extension
            ) own on own.oid = c.oid
        where \(dumped)
        \\gexec

        """
}
