<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Ui::ProductsPage</name>
    <message numerus="yes">
        <source>%n change(s) to send wait in Review.</source>
        <translation>
            <numerusform>%n change to send waits in Review.</numerusform>
            <numerusform>%n changes to send wait in Review.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::EnvironmentFile</name>
    <message numerus="yes">
        <source>%n line(s) could not be understood.</source>
        <translation>
            <numerusform>%n line could not be understood.</numerusform>
            <numerusform>%n lines could not be understood.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ReviewPage</name>
    <message numerus="yes">
        <source>%n change(s) to send are open.</source>
        <translation>
            <numerusform>%n change to send is open.</numerusform>
            <numerusform>%n changes to send are open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::Comparison</name>
    <message numerus="yes">
        <source>Local edits were compared; %n change(s) were staged for sending.</source>
        <extracomment>%n changes were found</extracomment>
        <translation>
            <numerusform>Local edits were compared; %n change was staged for sending.</numerusform>
            <numerusform>Local edits were compared; %n changes were staged for sending.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::MigrationRunner</name>
    <message numerus="yes">
        <source>The database &quot;%1&quot; already holds %n table(s) that Syncdesk did not make.</source>
        <translation>
            <numerusform>The database &quot;%1&quot; already holds %n table that Syncdesk did not make.</numerusform>
            <numerusform>The database &quot;%1&quot; already holds %n tables that Syncdesk did not make.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::PgConnect</name>
    <message numerus="yes">
        <source>%1 did not answer on port %2 within %n second(s).</source>
        <translation>
            <numerusform>%1 did not answer on port %2 within %n second.</numerusform>
            <numerusform>%1 did not answer on port %2 within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::ReviewDecisions</name>
    <message numerus="yes">
        <source>%n more were left for the same kinds of reason.</source>
        <translation>
            <numerusform>%n more was left for the same kinds of reason.</numerusform>
            <numerusform>%n more were left for the same kinds of reason.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are no longer there.</source>
        <translation>
            <numerusform>%n is no longer there.</numerusform>
            <numerusform>%n are no longer there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::Rollback</name>
    <message numerus="yes">
        <source>%n field(s) were changed since and left alone.</source>
        <translation>
            <numerusform>%n field was changed since and left alone.</numerusform>
            <numerusform>%n fields were changed since and left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::TablePane</name>
    <message numerus="yes">
        <source>It is tried again every %n s.</source>
        <translation>
            <numerusform>It is tried again every %n s.</numerusform>
            <numerusform>It is tried again every %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync::ProductDeletion</name>
    <message numerus="yes">
        <source>%n product(s) had been deleted already.</source>
        <translation>
            <numerusform>%n product had been deleted already.</numerusform>
            <numerusform>%n products had been deleted already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) are not among the deleted ones.</source>
        <translation>
            <numerusform>%n product is not among the deleted ones.</numerusform>
            <numerusform>%n products are not among the deleted ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::DeletedProductsDialog</name>
    <message numerus="yes">
        <source>%n product(s) brought back.</source>
        <translation>
            <numerusform>%n product brought back.</numerusform>
            <numerusform>%n products brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ui::ProductJobs</name>
    <message numerus="yes">
        <source>%n product(s) deleted here.</source>
        <translation>
            <numerusform>%n product deleted here.</numerusform>
            <numerusform>%n products deleted here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) brought back.</source>
        <translation>
            <numerusform>%n product brought back.</numerusform>
            <numerusform>%n products brought back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pulling %n product(s) from Shopify… Progress is on the Sync page.</source>
        <translation>
            <numerusform>Pulling %n product from Shopify… Progress is on the Sync page.</numerusform>
            <numerusform>Pulling %n products from Shopify… Progress is on the Sync page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) read.</source>
        <translation>
            <numerusform>%n product read.</numerusform>
            <numerusform>%n products read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them Shopify no longer has; pull everything to see what became of them.</source>
        <translation>
            <numerusform>%n of them Shopify no longer has; pull everything to see what became of it.</numerusform>
            <numerusform>%n of them Shopify no longer has; pull everything to see what became of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait in Review; the catalogue was not changed.</source>
        <translation>
            <numerusform>%n change waits in Review; the catalogue was not changed.</numerusform>
            <numerusform>%n changes wait in Review; the catalogue was not changed.</numerusform>
        </translation>
    </message>
</context>
</TS>
