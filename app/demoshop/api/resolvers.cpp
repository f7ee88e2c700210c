#include "app/demoshop/api/resolvers.h"

#include "app/demoshop/mutations/mutations.h"

namespace DemoShop::Resolvers {

const ResolverTable &all()
{
    static const ResolverTable table = [] {
        ResolverTable made;
        addProduct(&made);
        addVariant(&made);
        addParts(&made);
        addMedia(&made);
        addConnections(&made);
        addQueries(&made);
        Mutations::addAll(&made);
        return made;
    }();
    return table;
}

} // namespace DemoShop::Resolvers
